package org.healthai.it;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A real Keycloak with a realm of a hospital, on a free port of this machine, with a small heap.
 * One thread at a time.
 *
 * <p>Maven fetches its distribution as it does any dependency; where it cannot, there is none.
 */
final class Keycloak implements AutoCloseable {
  private static final String VERSION = "26.4.0";
  private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip";
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
  private static final Duration FETCH = Duration.ofMinutes(10);
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final int port;
  private Process process;

  private Keycloak(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** Unpacked and with its realm, not started; empty where Maven cannot get it. */
  static Optional<Keycloak> install() throws IOException, InterruptedException {
    Path directory = ItEnvironment.scratch("keycloak");
    Path zip = directory.resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
    if (!Files.exists(zip) && !fetch(directory)) {
      return Optional.empty();
    }
    Path home = directory.resolve("keycloak-" + VERSION);
    if (!Files.exists(home)) {
      unzip(zip, directory);
    }
    Path realms = Files.createDirectories(home.resolve("data/import"));
    try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/hospital-realm.json")) {
      Files.write(realms.resolve("hospital-realm.json"), realm.readAllBytes());
    }
    try (ServerSocket free = new ServerSocket(0)) {
      return Optional.of(new Keycloak(home, free.getLocalPort()));
    }
  }

  private static boolean fetch(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Process maven =
        new ProcessBuilder(
                "mvn", "-B", "-q", COPY, "-Dartifact=" + ARTIFACT, "-DoutputDirectory=" + directory)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("fetch.log").toFile())
            .start();
    if (!maven.waitFor(FETCH.toSeconds(), TimeUnit.SECONDS)) {
      maven.destroyForcibly();
      return false;
    }
    return maven.exitValue() == 0;
  }

  private static void unzip(Path zip, Path directory) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("an entry that leaves the directory");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(in, target);
        }
      }
    }
  }

  Keycloak start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
    process = builder.start();
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        stop();
        throw new IllegalStateException("Keycloak is not ready\n" + Files.readString(log()));
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    return this;
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get(issuer() + "/.well-known/openid-configuration").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  void stop() throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + STOP.toNanos();
    while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      stop();
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + port + "/realms/hospital";
  }

  /** What somebody gets who logs in there, through one of its clients. */
  String accessToken(String client, String user) throws IOException, InterruptedException {
    Map<String, String> form =
        Map.of(
            "grant_type", "password",
            "client_id", client,
            "username", user,
            "password", "a password of Keycloak",
            "scope", "openid");
    String body =
        form.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject().getString("access_token");
    }
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build(),
        BodyHandlers.ofString());
  }

  private Path log() {
    return home.resolve("keycloak.log");
  }
}
