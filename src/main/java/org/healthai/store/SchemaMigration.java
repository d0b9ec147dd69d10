package org.healthai.store;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Brings the tables to the version this build needs: the scripts in {@code db/migration}, the same
 * for every database. Several servers may do so at once; Flyway lets them wait for each other.
 */
public final class SchemaMigration {
  private static final String SCRIPTS = "classpath:db/migration";

  private final DataSource dataSource;
  private final ClassLoader scripts;

  /**
   * A migration of one database.
   *
   * @param scripts the class loader that sees {@code db/migration}
   */
  public SchemaMigration(DataSource dataSource, ClassLoader scripts) {
    this.dataSource = dataSource;
    this.scripts = scripts;
  }

  /**
   * Applies what is missing.
   *
   * @return the number of scripts applied; 0 when there was nothing to do
   * @throws HealthAiException STORE_UNAVAILABLE when the database does not answer
   * @throws RuntimeException when it answers but cannot be migrated: not a supported database, a
   *     script was changed after it had been applied, missing rights
   */
  public int migrate() {
    Flyway flyway =
        Flyway.configure(scripts)
            .dataSource(dataSource)
            .locations(SCRIPTS)
            .placeholders(placeholders())
            .failOnMissingLocations(true)
            .load();
    int applied = flyway.migrate().migrationsExecuted;
    if (flyway.info().current() == null) {
      // Flyway only logs when it cannot look into a class path entry: on Liberty, without the
      // empty file flyway.location in every location
      throw new IllegalStateException("no migration script was found in " + SCRIPTS);
    }
    return applied;
  }

  private Map<String, String> placeholders() {
    try {
      return DatabaseKind.of(dataSource).placeholders();
    } catch (SQLException e) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, StoreFailure.NO_ANSWER, e);
    }
  }
}
