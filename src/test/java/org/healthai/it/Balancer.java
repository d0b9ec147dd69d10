package org.healthai.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** HAProxy in front of several servers: requests go in turns to those that are ready. */
final class Balancer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final int port;

  private Balancer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where this machine has it. */
  static Optional<Path> program() {
    return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it; files go into the directory. */
  static Balancer start(Path program, Path home, List<URI> servers) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path configuration = Files.createDirectories(home).resolve("haproxy.cfg");
    Files.writeString(configuration, configuration(port, servers));
    Process process =
        new ProcessBuilder(program.toString(), "-f", configuration.toString(), "-db")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("haproxy.log").toFile())
            .start();
    Balancer balancer = new Balancer(process, port);
    ApiClient anybody = ApiClient.of(balancer.base(), "nobody");
    Eventually.until(
        "the balancer answers", START, () -> process.isAlive() && answers(anybody, "/health"));
    return balancer;
  }

  private static boolean answers(ApiClient client, String path) {
    try {
      return client.get(path).status() == 200;
    } catch (RuntimeException notYet) {
      return false;
    }
  }

  private static String configuration(int port, List<URI> servers) {
    String backends =
        IntStream.range(0, servers.size())
            .mapToObj(
                i ->
                    "  server s%d localhost:%d check inter 500ms fall 2 rise 1\n"
                        .formatted(i, servers.get(i).getPort()))
            .collect(Collectors.joining());
    return """
        defaults
          mode http
          timeout connect 2s
          timeout client 120s
          timeout server 120s
          option redispatch
          retries 3
        frontend hospital
          bind localhost:%d
          default_backend servers
        backend servers
          balance roundrobin
          option httpchk GET /health/ready
          http-check expect status 200
        %s"""
        .formatted(port, backends);
  }

  URI base() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
