package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SchemaDerbyTest extends SchemaContract {
  @Override
  TestStore openStore() {
    return TestStore.onDerby();
  }

  /** Derby's own twenty seconds are longer than requests wait for the database. */
  @Test
  void deadlocksAreFoundAfterASecond() throws Exception {
    try (TestStore store = openStore();
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "values syscs_util.syscs_get_database_property('derby.locks.deadlockTimeout')")) {
      assertTrue(row.next());
      assertEquals("1", row.getString(1));
    }
  }
}
