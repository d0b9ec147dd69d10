package org.healthai.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A further server from the installation that Maven made, with its own port, output and data
 * directory: for restarts, kills, other databases and other settings. One thread at a time.
 *
 * <p>{@link #close} stops the launch script and every process below it, whatever state they are in.
 */
final class ItServer implements AutoCloseable {
  /** What a busy two-core machine needs for server and model, several times over. */
  private static final Duration START = Duration.ofMinutes(4);

  private static final Duration STOP = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final Map<String, String> environment;
  private final int port;
  private final int httpsPort;
  private List<String> launcher = List.of();
  private Process process;

  private ItServer(Path home, Map<String, String> environment, int port, int httpsPort) {
    this.home = home;
    this.environment = environment;
    this.port = port;
    this.httpsPort = httpsPort;
  }

  /**
   * A server that is not started yet.
   *
   * @param name names its directory below {@code target/it}; what an earlier run left is removed
   * @param environment what to set on top of ports and directories
   */
  static ItServer create(String name, Map<String, String> environment) throws IOException {
    Path home = ItEnvironment.scratch(name);
    deleteTree(home);
    Files.createDirectories(home);
    return new ItServer(home, Map.copyOf(environment), freePort(), freePort());
  }

  /** Keeps it to one processor of this machine from its start on; Linux only. */
  ItServer onProcessor(int number) {
    launcher = List.of("taskset", "--cpu-list", Integer.toString(number));
    return this;
  }

  /** Starts and waits until the server answers predictions. */
  ItServer startAndAwaitReady() throws IOException, InterruptedException {
    launch();
    awaitReady();
    return this;
  }

  /** Starts without waiting. */
  void launch() throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of(serverScript(), "run", ItEnvironment.serverName()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
    Map<String, String> env = builder.environment();
    env.put("WLP_USER_DIR", ItEnvironment.userDirectory().toString());
    env.put("WLP_OUTPUT_DIR", home.resolve("out").toString());
    env.put("PID_DIR", home.toString());
    env.put("HTTP_PORT", Integer.toString(port));
    env.put("HTTPS_PORT", Integer.toString(httpsPort));
    env.put("HEALTHAI_DATA_DIR", dataDirectory().toString());
    env.putAll(environment);
    process = builder.start();
  }

  /**
   * Waits until {@code /health/ready} says so; a server that never does is ended, and the failure
   * has the end of its log.
   */
  void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      boolean alive = process.isAlive();
      if (!alive || System.nanoTime() > deadline) {
        kill();
        throw new IllegalStateException("server is not ready (alive: " + alive + ")\n" + logTail());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve("/health/ready")).timeout(STOP).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits for the server to end by itself and returns its exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("server still runs\n" + logTail());
    }
    return process.exitValue();
  }

  /** Ends the server as {@code kill -9} does: no shutdown hook, no flush. */
  void kill() throws InterruptedException {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor();
    all.forEach(handle -> handle.onExit().join());
  }

  /** Ends the server as an operator does (SIGTERM), and for good where it does not obey. */
  void stop() throws InterruptedException {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + STOP.toNanos();
    while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    kill();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      stop();
    }
  }

  /** The Java process first: a signal to the script alone would leave it behind. */
  private List<ProcessHandle> processes() {
    List<ProcessHandle> below = process.descendants().toList();
    return below.isEmpty() ? List.of(process.toHandle()) : below;
  }

  URI base() {
    return URI.create("http://localhost:" + port);
  }

  URI secureBase() {
    return URI.create("https://localhost:" + httpsPort);
  }

  Path dataDirectory() {
    return home.resolve("data");
  }

  /** Everything the server has logged so far. */
  String log() throws IOException {
    return Files.readString(console());
  }

  String logTail() {
    try {
      String all = log();
      return all.substring(Math.max(0, all.length() - 6000));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private Path console() {
    return home.resolve("console.log");
  }

  private static String serverScript() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return ItEnvironment.liberty().resolve(windows ? "bin/server.bat" : "bin/server").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
