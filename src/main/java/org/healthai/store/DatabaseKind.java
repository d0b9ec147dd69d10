package org.healthai.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The databases this system runs on, and where their SQL differs. */
enum DatabaseKind {
  DERBY("Apache Derby", "clob"),
  POSTGRESQL("PostgreSQL", "text");

  private final String productName;
  private final String longTextType;

  DatabaseKind(String productName, String longTextType) {
    this.productName = productName;
    this.longTextType = longTextType;
  }

  /**
   * Asks the database what it is.
   *
   * @throws SQLException when it does not answer
   * @throws IllegalStateException when it is one we have no tests for
   */
  static DatabaseKind of(DataSource dataSource) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      String found = connection.getMetaData().getDatabaseProductName();
      return Arrays.stream(values())
          .filter(kind -> kind.productName.equals(found))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(refusal(found)));
    }
  }

  private static String refusal(String found) {
    return "the database is %s; supported are %s"
        .formatted(
            found,
            Arrays.stream(values()).map(k -> k.productName).collect(Collectors.joining(", ")));
  }

  /** What the migrations' placeholders stand for. */
  Map<String, String> placeholders() {
    return Map.of("long_text", longTextType);
  }
}
