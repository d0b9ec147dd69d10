package org.healthai.job.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.healthai.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpWebhookSenderTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String BODY = "{\"job_id\":7,\"state\":\"completed\"}";
  private static final Notification.Id FIRST = new Notification.Id(7, 1);
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  /** What came. */
  private record Request(String path, String body, String timestamp, String signature, String id) {}

  /** Answers a request. */
  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    on("/ok", exchange -> exchange.sendResponseHeaders(204, -1));
    on("/busy", exchange -> exchange.sendResponseHeaders(503, -1));
    on(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/ok");
          exchange.sendResponseHeaders(307, -1);
        });
    on("/silent", exchange -> end.await());
    on(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (end.getCount() > 0) {
            exchange.getResponseBody().write(new byte[8_192]);
          }
        });
    receiver.start();
  }

  private void on(String path, Answer answer) {
    receiver.createContext(
        path,
        exchange -> {
          requests.add(
              new Request(
                  exchange.getRequestURI().getPath(),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                  exchange.getRequestHeaders().getFirst("Healthai-Timestamp"),
                  exchange.getRequestHeaders().getFirst("Healthai-Signature"),
                  exchange.getRequestHeaders().getFirst("Healthai-Delivery")));
          try (exchange) {
            answer.to(exchange);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @AfterEach
  void stop() {
    end.countDown();
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void deliversWithASignatureThatTheReceiverCanCheck() throws Exception {
    assertEquals(Optional.empty(), send("/ok"));

    Request request = requests.get(0);
    assertEquals(BODY, request.body());
    assertEquals("7-1", request.id());
    assertEquals(Long.toString(NOW.getEpochSecond()), request.timestamp());
    assertTrue(receiverAccepts(request));
  }

  /** The example of the documentation, as a receiver has it. */
  private static boolean receiverAccepts(Request request) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] digest =
        mac.doFinal(
            (request.id() + "." + request.timestamp() + "." + request.body()).getBytes(UTF_8));
    String expected = "v1=" + HexFormat.of().formatHex(digest);
    return MessageDigest.isEqual(expected.getBytes(UTF_8), request.signature().getBytes(UTF_8));
  }

  @Test
  void signsAnotherDeliveryTimeOrBodyOtherwise() {
    WebhookSignature signature = new WebhookSignature(SECRET);

    List<String> all =
        List.of(
            signature.of(FIRST, "1", "a"),
            signature.of(new Notification.Id(7, 2), "1", "a"),
            signature.of(FIRST, "2", "a"),
            signature.of(FIRST, "1", "b"),
            new WebhookSignature("f".repeat(32)).of(FIRST, "1", "a"));

    assertEquals(5, all.stream().distinct().count());
  }

  @Test
  void countsAnErrorAsNotDelivered() {
    assertEquals(Optional.of("the receiver answered 503"), send("/busy"));
  }

  @Test
  void followsNoRedirect() {
    assertEquals(Optional.of("the receiver answered 307"), send("/elsewhere"));

    assertEquals(List.of("/elsewhere"), requests.stream().map(Request::path).toList());
  }

  @Test
  void doesNotWaitForASilentReceiver() {
    assertEquals(Optional.of("no answer within 300 ms"), send("/silent", Duration.ofMillis(300)));
  }

  @Test
  void doesNotReadAnEndlessAnswer() {
    assertEquals(Optional.empty(), send("/endless"));
  }

  @Test
  void saysWhenNobodyListens() {
    receiver.stop(0);

    assertEquals(Optional.of("nobody listens at the receiver's address"), send("/ok"));
  }

  @Test
  void callsNobodyWhoIsNotListedAnyMore() {
    Optional<String> problem =
        sender("other.example", host -> address(127, 0, 0, 1)).send(to("/ok")).join();

    assertTrue(problem.isPresent());
    assertEquals(List.of(), requests);
  }

  @Test
  void callsNoNameThatLeadsToACloudsMetadata() {
    Optional<String> problem =
        sender("localhost:" + port(), host -> address(169, 254, 169, 254))
            .send(to("localhost", "/ok"))
            .join();

    assertEquals(Optional.of("the host's name leads to an address that is never called"), problem);
    assertEquals(List.of(), requests);
  }

  @Test
  void saysWhenNobodyKnowsTheName() {
    Optional<String> problem =
        sender(
                "localhost:" + port(),
                host -> {
                  throw new UnknownHostException(host);
                })
            .send(to("localhost", "/ok"))
            .join();

    assertEquals(Optional.of("nobody knows the receiver's host"), problem);
  }

  private Optional<String> send(String path) {
    return send(path, Duration.ofSeconds(30));
  }

  private Optional<String> send(String path, Duration timeout) {
    return sender("127.0.0.1:" + port(), host -> address(127, 0, 0, 1), timeout)
        .send(to(path))
        .join();
  }

  private HttpWebhookSender sender(String host, SafeAddresses.Lookup lookup) {
    return sender(host, lookup, Duration.ofSeconds(30));
  }

  private HttpWebhookSender sender(String host, SafeAddresses.Lookup lookup, Duration timeout) {
    WebhookSettings settings =
        new WebhookSettings(List.of(host), SECRET, true, 8, Duration.ofSeconds(1), timeout);
    return new HttpWebhookSender(
        settings, new ListedHosts(settings), threads, new TestClock(NOW), lookup);
  }

  private Notification to(String path) {
    return to("127.0.0.1", path);
  }

  private Notification to(String host, String path) {
    String url = "http://%s:%d%s".formatted(host, port(), path);
    return new Notification(new Notification.Id(7, 1), url, BODY, 1);
  }

  private int port() {
    return receiver.getAddress().getPort();
  }

  private static InetAddress[] address(int... bytes) {
    byte[] raw = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    try {
      return new InetAddress[] {InetAddress.getByAddress(raw)};
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
