package org.healthai.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Receives webhooks: {@code /busy-once} refuses each delivery's first try. Safe for many threads.
 */
final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<String, Boolean> refused = new ConcurrentHashMap<>();

  /** What came. */
  record Delivery(String id, String timestamp, String signature, String body, int answer) {}

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = header(exchange, "Healthai-Delivery");
      boolean first =
          exchange.getRequestURI().getPath().equals("/busy-once")
              && refused.putIfAbsent(id, true) == null;
      int answer = first ? 503 : 204;
      deliveries.add(
          new Delivery(
              id,
              header(exchange, "Healthai-Timestamp"),
              header(exchange, "Healthai-Signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              answer));
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** As the operator lists it. */
  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + host() + path;
  }

  /** What came about a job. */
  List<Delivery> about(long jobId) {
    return deliveries.stream().filter(each -> each.id().startsWith(jobId + "-")).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
