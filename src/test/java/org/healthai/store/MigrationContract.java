package org.healthai.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** What a migration must make of what an older server has written. */
abstract class MigrationContract {

  abstract DataSource emptyDatabase() throws Exception;

  abstract DatabaseKind kind();

  final void migrate(DataSource database, String version) {
    Flyway.configure(getClass().getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .placeholders(kind().placeholders())
        .target(version)
        .load()
        .migrate();
  }

  static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(query)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          Object value = found.getObject(column);
          values.add(String.valueOf(value));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }
}
