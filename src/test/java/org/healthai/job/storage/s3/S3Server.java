package org.healthai.job.storage.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real S3 server (versitygw) on a free port of this machine; its buckets are folders. */
final class S3Server implements AutoCloseable {
  static final String ACCESS_KEY = "healthai";
  static final String SECRET_KEY = "the storage's secret";
  static final String BUCKET = "films";

  private static final int START_SECONDS = 30;

  private final Process process;
  private final Path buckets;
  private final int port;

  private S3Server(Process process, Path buckets, int port) {
    this.process = process;
    this.buckets = buckets;
    this.port = port;
  }

  /** Where this machine has it: on the path, or where {@code go install} puts it. */
  static Optional<Path> program() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
    Path ofGo = Path.of(System.getProperty("user.home"), "go", "bin");
    return Stream.concat(onPath, Stream.of(ofGo))
        .map(folder -> folder.resolve("versitygw"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with one bucket; files go into the directory. */
  static S3Server start(Path program, Path home) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path buckets = Files.createDirectories(home.resolve("buckets"));
    Files.createDirectory(buckets.resolve(BUCKET));
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--access",
                ACCESS_KEY,
                "--secret",
                SECRET_KEY,
                "--port",
                "127.0.0.1:" + port,
                "posix",
                buckets.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("versitygw.log").toFile())
            .start();
    S3Server server = new S3Server(process, buckets, port);
    server.await();
    return server;
  }

  private void await() throws InterruptedException {
    for (int tries = 0; tries < START_SECONDS * 10; tries++) {
      if (listens()) {
        return;
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the S3 server ended at once");
      }
    }
    throw new IllegalStateException("the S3 server does not listen");
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path object(String name) {
    return buckets.resolve(BUCKET).resolve(name);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
