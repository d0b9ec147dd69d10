package org.healthai.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;

/** The database of a server that does not run. */
final class DerbyFile {
  private DerbyFile() {}

  /**
   * Stores a key without an administrator's rights, which no call of the API makes.
   *
   * @return the key
   */
  static String addUserKey(Path dataDirectory) throws SQLException {
    String key = "hai_0123abcd_" + "5".repeat(64);
    String url = "jdbc:derby:" + dataDirectory.resolve("derby");
    try (var connection = DriverManager.getConnection(url, "healthai", "embedded");
        var insert =
            connection.prepareStatement(
                "insert into api_keys (id, key_prefix, key_sha256, name, created_at_micros, active,"
                    + " scopes) values (1000000, '0123abcd', ?, 'ward', 0, true, 'predict read')")) {
      insert.setString(1, sha256(key));
      insert.executeUpdate();
    } finally {
      shutDown(url);
    }
    return key;
  }

  /** Derby reports a database that it closed as a failure. */
  private static void shutDown(String url) throws SQLException {
    try {
      DriverManager.getConnection(url + ";shutdown=true").close();
    } catch (SQLException closed) {
      if (!"08006".equals(closed.getSQLState())) {
        throw closed;
      }
    }
  }

  private static String sha256(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
