package org.healthai.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** A real PostgreSQL that can be stopped and started again with its data. One thread at a time. */
final class Postgres implements AutoCloseable {
  private static final int PORT = 9440;
  private static final Duration START = Duration.ofMinutes(1);

  private final Path data;
  private EmbeddedPostgres process;

  /** A database in a directory that does not exist yet. */
  Postgres(Path data) throws IOException {
    this.data = data;
    start();
  }

  void start() throws IOException {
    process =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(PORT)
            .setPGStartupWait(START)
            .start();
  }

  void stop() throws IOException {
    process.close();
  }

  /** Runs statements as its superuser. */
  void execute(String sql) throws SQLException {
    try (Connection connection = process.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What switches a server to this database. */
  Map<String, String> environment() {
    return Map.of(
        "DB_URL",
        "jdbc:postgresql://localhost:" + PORT + "/postgres",
        "DB_USER",
        "postgres",
        "DB_PASSWORD",
        "postgres");
  }

  /** Whether any of its files has the text, in one byte a character. */
  boolean contains(String text) {
    try (Stream<Path> tree = Files.walk(data)) {
      return tree.filter(Files::isRegularFile).anyMatch(file -> contains(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
