package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.api.FlywayException;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the migrations must leave, whatever database they ran on. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SchemaContract {
  private TestStore store;

  abstract TestStore openStore();

  /** A store of which {@link TestStore#stopDatabase()} takes the database away. */
  TestStore openStoppableStore() {
    return openStore();
  }

  @BeforeAll
  void open() {
    store = openStore();
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @Test
  void emptyDatabaseGetsTheTablesAndTheirIndexes() throws SQLException {
    assertTrue(
        names("predictions").containsAll(Set.of("predictions_created_at", "predictions_class")),
        () -> names("predictions").toString());
    store.execute("select id, key_prefix from api_keys");
  }

  @Test
  void secondStartChangesNothing() {
    assertEquals(0, migration(store).migrate());
  }

  @Test
  void changedScriptIsRefusedAndNotTakenForAnUnreachableDatabase() {
    store.execute("update \"flyway_schema_history\" set \"checksum\" = \"checksum\" + 1");
    try {
      RuntimeException failure =
          assertThrows(FlywayException.class, () -> migration(store).migrate());

      assertFalse(StoreFailure.isUnavailable(failure));
    } finally {
      store.execute("update \"flyway_schema_history\" set \"checksum\" = \"checksum\" - 1");
    }
  }

  @Test
  void deletedKeyLeavesItsPredictions() {
    store.execute(
        "insert into api_keys (id, key_prefix, key_sha256, name, created_at_micros, active)"
            + " values (1, 'p', 'h', 'ward', 1, true)");
    store.execute(
        "insert into predictions (id, created_at_micros, image_filename, image_format, image_width,"
            + " image_height, model_name, model_version, prediction_class, confidence_score,"
            + " probabilities, processing_time_micros, api_key_id)"
            + " values (1, 1, 'f', 'png', 64, 64, 'm', '1', 'Normal', 1.0, '{}', 1, 1)");

    store.execute("delete from api_keys");

    assertEquals(1, count("select count(*) from predictions where api_key_id is null"));
  }

  @Test
  void answersTheProbe() {
    StoreState open = new StoreState();
    open.opened();

    assertTrue(
        new StoreProbe(open, store.dataSource(), Duration.ofSeconds(2)).findProblem().isEmpty());
  }

  @Test
  void saysWhenTheDatabaseIsGone() throws Exception {
    try (TestStore gone = openStoppableStore()) {
      StoreState open = new StoreState();
      open.opened();
      StoreProbe probe = new StoreProbe(open, gone.dataSource(), Duration.ofSeconds(2));
      gone.stopDatabase();

      HealthAiException failure = assertThrows(HealthAiException.class, () -> useIt(gone));

      assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
      assertNotNull(failure.getCause(), "the log needs the cause");
      assertEquals(Optional.of("the database does not answer"), probe.findProblem());
      assertEquals(
          ErrorCode.STORE_UNAVAILABLE,
          assertThrows(HealthAiException.class, () -> migration(gone).migrate()).code());
    }
  }

  private static void useIt(TestStore store) {
    store.session().call(manager -> manager.createNativeQuery("values (1)").getResultList());
  }

  private SchemaMigration migration(TestStore of) {
    return new SchemaMigration(of.dataSource(), getClass().getClassLoader());
  }

  private int count(String query) {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> names(String table) {
    Set<String> names = new TreeSet<>();
    try (var connection = store.dataSource().getConnection()) {
      var metaData = connection.getMetaData();
      String asStored =
          metaData.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
      var indexes = metaData.getIndexInfo(null, connection.getSchema(), asStored, false, false);
      while (indexes.next()) {
        names.add(String.valueOf(indexes.getString("INDEX_NAME")).toLowerCase(Locale.ROOT));
      }
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
