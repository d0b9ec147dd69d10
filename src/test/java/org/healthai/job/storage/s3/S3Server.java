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
public final class S3Server implements AutoCloseable {
  public static final String ACCESS_KEY = "healthai";
  public static final String SECRET_KEY = "the storage's secret";
  public static final String BUCKET = "films";

  private static final int START_SECONDS = 30;

  private final Path program;
  private final Path home;
  private final Path buckets;
  private final int port;
  private Process process;

  private S3Server(Path program, Path home, Path buckets, int port) throws IOException {
    this.program = program;
    this.home = home;
    this.buckets = buckets;
    this.port = port;
    this.process = launch();
  }

  /** Where this machine has it: on the path, or where {@code go install} puts it. */
  public static Optional<Path> program() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
    Path ofGo = Path.of(System.getProperty("user.home"), "go", "bin");
    return Stream.concat(onPath, Stream.of(ofGo))
        .map(folder -> folder.resolve("versitygw"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it with one bucket; files go into the directory. */
  public static S3Server start(Path program, Path home) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path buckets = Files.createDirectories(home.resolve("buckets"));
    Files.createDirectory(buckets.resolve(BUCKET));
    S3Server server = new S3Server(program, home, buckets, port);
    server.await();
    return server;
  }

  /** Starts it again, with what it had. */
  public void startAgain() throws IOException, InterruptedException {
    process = launch();
    await();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
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
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("versitygw.log").toFile()))
        .start();
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

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The file that an object is in. */
  public Path object(String name) {
    return buckets.resolve(BUCKET).resolve(name);
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
