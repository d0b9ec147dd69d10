package org.healthai.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The databases this system runs on, and where their SQL differs. */
public enum DatabaseKind {
  DERBY(
      "Apache Derby",
      "clob",
      "varchar(1000) for bit data",
      "for update with rs",
      "call syscs_util.syscs_set_database_property('derby.locks.deadlockTimeout', '1')"),
  POSTGRESQL("PostgreSQL", "text", "bytea", "for update", "select 'one second is the default'");

  private final String productName;
  private final String longTextType;
  private final String bytesType;
  private final String rowLock;
  private final String deadlocksAfterASecond;

  DatabaseKind(
      String productName,
      String longTextType,
      String bytesType,
      String rowLock,
      String deadlocksAfterASecond) {
    this.productName = productName;
    this.longTextType = longTextType;
    this.bytesType = bytesType;
    this.rowLock = rowLock;
    this.deadlocksAfterASecond = deadlocksAfterASecond;
  }

  /**
   * Asks the database what it is.
   *
   * @throws SQLException when it does not answer
   * @throws IllegalStateException when it is one we have no tests for
   */
  static DatabaseKind of(DataSource dataSource) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      return of(connection);
    }
  }

  /**
   * Asks the driver what is at the other end.
   *
   * @throws IllegalStateException when it is one we have no tests for
   */
  public static DatabaseKind of(Connection connection) throws SQLException {
    String found = connection.getMetaData().getDatabaseProductName();
    return Arrays.stream(values())
        .filter(kind -> kind.productName.equals(found))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(refusal(found)));
  }

  /** What a select ends with that keeps its rows for this transaction until it ends. */
  public String rowLock() {
    return rowLock;
  }

  private static String refusal(String found) {
    return "the database is %s; supported are %s"
        .formatted(
            found,
            Arrays.stream(values()).map(k -> k.productName).collect(Collectors.joining(", ")));
  }

  /** What the migrations' placeholders stand for. */
  Map<String, String> placeholders() {
    return Map.of(
        "long_text", longTextType,
        "short_bytes", bytesType,
        "deadlocks_after_a_second", deadlocksAfterASecond);
  }
}
