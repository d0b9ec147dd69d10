package org.healthai.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * A migrated database of its own with the persistence unit of the product on it; only transactions
 * and connections are not the container's.
 */
public final class TestStore implements AutoCloseable {
  /** Derby says so of a database it dropped, and of one that is gone already. */
  private static final Set<String> DROPPED = Set.of("08006", "XJ004");

  /** Closes what the store runs on. */
  @FunctionalInterface
  private interface Shutdown {
    void run() throws IOException, SQLException;
  }

  private final DataSource dataSource;
  private final Shutdown shutdown;
  private final EntityManagerFactory factory;
  private final StoreSession session;
  private final CountedStatements statements = new CountedStatements();

  private TestStore(DataSource dataSource, Shutdown shutdown) {
    this.dataSource = dataSource;
    this.shutdown = shutdown;
    new SchemaMigration(dataSource, TestStore.class.getClassLoader()).migrate();
    this.factory =
        Persistence.createEntityManagerFactory(
            "healthai",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", statements.on(dataSource),
                "eclipselink.session-name", UUID.randomUUID().toString(),
                "eclipselink.weaving", "false",
                "eclipselink.logging.level", "OFF"));
    StoreState state = new StoreState();
    state.migrated();
    state.opened();
    this.session = new StoreSession(new LocalTransactionRunner(factory), state);
  }

  /** Derby in memory, as the user of the product's default settings. */
  public static TestStore onDerby() {
    EmbeddedDataSource derby = derby("memory:" + UUID.randomUUID());
    return new TestStore(derby, () -> drop(derby));
  }

  /** Derby in files, with the writes of a real server; the directory must not be there yet. */
  public static TestStore onDerby(Path directory) {
    EmbeddedDataSource derby = derby(directory.toString());
    return new TestStore(derby, () -> shutDown(derby));
  }

  private static void shutDown(EmbeddedDataSource derby) throws SQLException {
    derby.setCreateDatabase("no");
    derby.setShutdownDatabase("shutdown");
    try (var connection = derby.getConnection()) {
      throw new IllegalStateException("Derby reports a closed database as a failure");
    } catch (SQLException closed) {
      if (!DROPPED.contains(closed.getSQLState())) {
        throw closed;
      }
    }
  }

  static EmbeddedDataSource derby(String name) {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(name);
    derby.setCreateDatabase("create");
    derby.setUser("healthai");
    derby.setPassword("embedded");
    return derby;
  }

  private static void drop(EmbeddedDataSource derby) throws SQLException {
    derby.setCreateDatabase("no");
    EmbeddedDataSource dropping = new EmbeddedDataSource();
    dropping.setDatabaseName(derby.getDatabaseName());
    dropping.setConnectionAttributes("drop=true");
    try (var connection = dropping.getConnection()) {
      throw new IllegalStateException("Derby reports a dropped database as a failure");
    } catch (SQLException dropped) {
      if (!DROPPED.contains(dropped.getSQLState())) {
        throw dropped;
      }
    }
  }

  /** A database on a PostgreSQL server that other tests use too: it cannot be stopped. */
  public static TestStore onPostgres() {
    try {
      return new TestStore(SharedPostgres.newDatabase(), () -> {});
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }

  /** A PostgreSQL server of its own. */
  public static TestStore onStoppablePostgres() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.start();
      return new TestStore(server.getPostgresDatabase(), server::close);
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not start", e);
    }
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public StoreSession session() {
    return session;
  }

  /** Runs one statement outside every transaction of the product. */
  public void execute(String sql) {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** How many statements some work sends to the database. */
  public long statements(Runnable work) {
    long before = statements.count();
    work.run();
    return statements.count() - before;
  }

  /** Runs something before each statement of the product, and before {@code commit}. */
  public void beforeStatements(Consumer<String> step) {
    statements.before = step;
  }

  /** Takes the database away and leaves the product standing. */
  public void stopDatabase() throws IOException, SQLException {
    shutdown.run();
  }

  @Override
  public void close() throws IOException, SQLException {
    factory.close();
    shutdown.run();
  }
}
