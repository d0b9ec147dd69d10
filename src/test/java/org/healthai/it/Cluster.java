package org.healthai.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What the servers of one hospital have in common, on this machine: PostgreSQL, a message broker, a
 * folder of films, secrets. One thread at a time.
 */
final class Cluster implements AutoCloseable {
  /** An administrator's key on all of its servers. */
  static final String KEY = "it-0123456789-abcdefghijklmnopqrstuvwxyz";

  private static final int SECRET_BYTES = 32;

  private static final String IMPORTED = "import";
  private static final String WATCHED = IMPORTED + "/inbox";

  private final Path home;
  private final Postgres database;
  private final Broker broker;
  private final Map<String, String> environment;

  private Cluster(Path home, Postgres database, Broker broker) {
    this.home = home;
    this.database = database;
    this.broker = broker;
    this.environment = environmentOf(home, database, broker);
  }

  /** Starts everything but the servers. */
  static Cluster start() throws IOException {
    Path home = Files.createTempDirectory("healthai-it-cluster");
    Files.createDirectories(home.resolve(WATCHED));
    Postgres database = new Postgres(home.resolve("data"));
    return new Cluster(home, database, new Broker(home.resolve("broker")).start());
  }

  private static Map<String, String> environmentOf(Path home, Postgres database, Broker broker) {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("MESSAGING_KIND", "activemq");
    environment.put("MESSAGING_URL", "tcp://localhost:" + broker.port());
    environment.put("MESSAGING_USER", Broker.USER);
    environment.put("MESSAGING_PASSWORD", Broker.PASSWORD);
    environment.put("HEALTHAI_JOB_STORAGE_DIRECTORY", home.resolve("films").toString());
    environment.put("HEALTHAI_JOB_IMPORT_ROOT", home.resolve(IMPORTED).toString());
    environment.put("HEALTHAI_JOB_WATCH_FOLDER", home.resolve(WATCHED).toString());
    environment.put("HEALTHAI_JOB_WATCH_SETTLE", "PT1S");
    environment.put("HEALTHAI_BOOTSTRAP_API_KEY", KEY);
    environment.put("HEALTHAI_SECRET_KEYS", "it:" + random());
    environment.put("HEALTHAI_AUDIT_SECRET", random());
    return Map.copyOf(environment);
  }

  private static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A server of this cluster that is not started yet. */
  ItServer server(String name) throws IOException {
    return ItServer.create(name, environment);
  }

  /** Where films of manifests and schedules lie. */
  Path importRoot() {
    return home.resolve(IMPORTED);
  }

  /** Where every server looks for films. */
  Path watchFolder() {
    return home.resolve(WATCHED);
  }

  Broker broker() {
    return broker;
  }

  /** A directory of this cluster that may not exist yet. */
  Path directory(String name) {
    return home.resolve(name);
  }

  @Override
  public void close() throws Exception {
    broker.close();
    database.close();
  }
}
