package org.healthai.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * One PostgreSQL server for all tests of this JVM, started at its first use and stopped with the
 * JVM; a database a store.
 */
final class SharedPostgres {
  private static EmbeddedPostgres server;

  private SharedPostgres() {}

  /** An empty database. */
  static synchronized DataSource newDatabase() throws IOException, SQLException {
    if (server == null) {
      server = EmbeddedPostgres.start();
    }
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return server.getDatabase("postgres", name);
  }
}
