package org.healthai;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A real Redis in a process of its own, on the loopback interface. One thread at a time. */
public final class RedisServer implements AutoCloseable {
  /** No URL needs it escaped. */
  public static final String PASSWORD = "redis-s3cret";

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final String BINARY = "redis-server";

  private final Path binary;
  private final int port;
  private Process process;

  private RedisServer(Path binary, int port) {
    this.binary = binary;
    this.port = port;
  }

  /** Starts one; skips the test where Redis is not installed. */
  public static RedisServer start() throws IOException {
    Optional<Path> found = findBinary();
    Assumptions.assumeTrue(
        found.isPresent(), BINARY + " is not installed (Debian: " + BINARY + ")");
    RedisServer server = new RedisServer(found.orElseThrow(), freePort());
    server.restart();
    return server;
  }

  private static Optional<Path> findBinary() {
    return Stream.of(System.getenv("PATH").split(System.getProperty("path.separator")))
        .map(directory -> Path.of(directory, BINARY))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts it again, empty, on the same port, and waits until it answers. */
  public void restart() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    binary.toString(),
                    "--port " + port,
                    "--bind 127.0.0.1",
                    "--requirepass " + PASSWORD,
                    "--save ''",
                    "--appendonly no",
                    "--maxmemory 64mb"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("redis-server does not answer");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean answers() {
    try (Jedis client = client()) {
      return client.ping().equals("PONG");
    } catch (JedisException notYet) {
      return false;
    }
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** A client with every right. */
  public Jedis client() {
    return new Jedis(url());
  }

  /** Where it is, password included. */
  public String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    kill();
  }
}
