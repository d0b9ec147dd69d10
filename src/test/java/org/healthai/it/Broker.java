package org.healthai.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real message broker on a free port of this machine, which keeps its messages over a kill. One
 * thread at a time.
 */
final class Broker implements AutoCloseable {
  static final String USER = "healthai";
  static final String PASSWORD = "the broker's password";

  private static final Duration START = Duration.ofMinutes(1);

  private final Path home;
  private final int port;
  private Process process;

  /** Not started yet; its files go into a directory that does not exist yet. */
  Broker(Path home) throws IOException {
    this.home = Files.createDirectories(home);
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  Broker start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath(),
                BrokerProcess.class.getName(),
                home.resolve("store").toString(),
                Integer.toString(port),
                USER,
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    Eventually.until("the broker listens", START, this::listens);
    return this;
  }

  /** Surefire hides the tests' class path behind a JAR that only names it. */
  private static String classPath() {
    return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
        .orElseGet(() -> System.getProperty("java.class.path"));
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the broker ended\n" + logged());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int port() {
    return port;
  }

  private Path log() {
    return home.resolve("broker.log");
  }

  private String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }
}
