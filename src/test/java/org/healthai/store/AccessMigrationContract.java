package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What V6 must make of the keys and predictions of an older server. */
abstract class AccessMigrationContract extends MigrationContract {

  @Test
  void oldKeysKeepTheirRightsAndOldPredictionsGetTheDefaultTenant() throws Exception {
    DataSource database = emptyDatabase();
    migrate(database, "3");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      insertKey(statement, 1, "ADMINISTRATOR", true);
      insertKey(statement, 2, "USER", true);
      insertKey(statement, 3, "ADMINISTRATOR", false);
      statement.execute(
          "insert into predictions values"
              + " (1, 1, 'f', 'png', 64, 64, 'm', '1', 'Normal', 1.0, '{}', 1, 2, false)");

      migrate(database, "6");

      assertEquals(
          List.of(
              "1 administrator  default true",
              "2 null predict read default true",
              "3 administrator  default false"),
          rows(
              statement, "select id, role_name, scopes, tenant, active from api_keys order by id"));
      assertEquals(
          List.of("1 2 default"),
          rows(statement, "select id, api_key_id, tenant from predictions"));
    }
  }

  private static void insertKey(Statement statement, int id, String role, boolean active)
      throws SQLException {
    statement.execute(
        "insert into api_keys values (%d, 'p%d', 'h', 'ward', '%s', 1, null, null, %b)"
            .formatted(id, id, role, active));
  }
}
