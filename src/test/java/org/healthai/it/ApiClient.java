package org.healthai.it;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Talks to one server with one API key or token, or with none. Safe for many threads. */
final class ApiClient {
  static final String PREDICT = "/api/v1/predict";
  static final String BATCH = "/api/v1/predict/batch";
  static final String PREDICTIONS = "/api/v1/predictions";
  static final String FIRST_KEY_FILE = "first-api-key";
  static final String KEY_HEADER = "X-API-Key";

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** What loading a model takes on a busy machine, several times over. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final HttpClient http;
  private final URI base;
  private final Optional<String> key;
  private final Optional<String> token;

  private ApiClient(HttpClient http, URI base, Optional<String> key) {
    this(http, base, key, Optional.empty());
  }

  private ApiClient(HttpClient http, URI base, Optional<String> key, Optional<String> token) {
    this.http = http;
    this.base = base;
    this.key = key;
    this.token = token;
  }

  static ApiClient of(URI base, String key) {
    return new ApiClient(HTTP, base, Optional.of(key));
  }

  /**
   * The server that the build started, with the administrator key it made for itself; waits until
   * it answers films.
   */
  static ApiClient ofSharedServer() {
    URI base = URI.create("http://localhost:" + ItEnvironment.mainPort());
    ApiClient stranger = new ApiClient(HTTP, base, Optional.empty());
    Eventually.until("ready", START, () -> stranger.get("/health/ready").status() == 200);
    return of(base, firstKeyIn(ItEnvironment.mainData()));
  }

  /** A further server, with the administrator key it made for itself. */
  static ApiClient ofFurther(ItServer server) {
    return of(server.base(), firstKeyIn(server.dataDirectory()));
  }

  /** The key that a server wrote into its data directory at its first start. */
  static String firstKeyIn(Path dataDirectory) {
    try {
      return Files.readString(dataDirectory.resolve(FIRST_KEY_FILE)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the server wrote no first key", e);
    }
  }

  ApiClient withKey(String otherKey) {
    return new ApiClient(http, base, Optional.of(otherKey));
  }

  ApiClient withoutKey() {
    return new ApiClient(http, base, Optional.empty());
  }

  /** A bearer token in the place of the key. */
  ApiClient withToken(String bearer) {
    return new ApiClient(http, base, Optional.empty(), Optional.of(bearer));
  }

  /** The same key at another address, over connections of another kind. */
  ApiClient at(URI otherBase, HttpClient otherHttp) {
    return new ApiClient(otherHttp, otherBase, key);
  }

  URI base() {
    return base;
  }

  Optional<String> key() {
    return key;
  }

  /**
   * A request to build upon; the key is in it.
   *
   * @param reference what a client would follow: from the root of the server, or absolute
   */
  HttpRequest.Builder request(String reference) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(resolve(reference)).timeout(TIMEOUT);
    key.ifPresent(value -> builder.header(KEY_HEADER, value));
    token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
    return builder;
  }

  /** A path is sent as it is written: resolving would take {@code //api} for another server. */
  private URI resolve(String reference) {
    return reference.startsWith("/") ? URI.create(base + reference) : base.resolve(reference);
  }

  Answer get(String pathAndQuery) {
    return send(request(pathAndQuery).GET());
  }

  Answer delete(String pathAndQuery) {
    return send(request(pathAndQuery).DELETE());
  }

  Answer post(String pathAndQuery, String contentType, byte[] body) {
    return send(postRequest(pathAndQuery, contentType, body));
  }

  /** A call that says everything in its path. */
  Answer post(String pathAndQuery) {
    return send(request(pathAndQuery).POST(BodyPublishers.noBody()));
  }

  Answer put(String pathAndQuery, JsonObject body) {
    return sendJson("PUT", pathAndQuery, body);
  }

  Answer patch(String pathAndQuery, JsonObject body) {
    return sendJson("PATCH", pathAndQuery, body);
  }

  Answer postJson(String pathAndQuery, JsonObject body) {
    return sendJson("POST", pathAndQuery, body);
  }

  private Answer sendJson(String method, String pathAndQuery, JsonObject body) {
    return send(
        request(pathAndQuery)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString())));
  }

  Answer post(String pathAndQuery, Multipart body) {
    return send(
        request(pathAndQuery).header("Content-Type", body.contentType()).POST(body.toPublisher()));
  }

  Answer predict(Multipart body) {
    return post(PREDICT, body);
  }

  /** Posts a film under a harmless name. */
  Answer predict(byte[] film) {
    return predict(Multipart.ofFilm(film));
  }

  /** What the server said about a film that it must accept. */
  JsonObject classify(byte[] film) {
    return predict(film).expect(201).object();
  }

  /** The same of a version that is not the default one. */
  JsonObject classify(byte[] film, String version) {
    return post(PREDICT + "?version=" + version, Multipart.ofFilm(film)).expect(201).object();
  }

  CompletableFuture<Answer> predictLater(byte[] film) {
    Multipart body = Multipart.ofFilm(film);
    HttpRequest request = postRequest(PREDICT, body.contentType(), body.toBytes()).build();
    return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(ApiClient::toAnswer);
  }

  Answer batch(Multipart body) {
    return post(BATCH, body);
  }

  /** How many predictions the server remembers. */
  long total() {
    return Long.parseLong(
        get(PREDICTIONS + "?limit=1").expect(200).header("X-Total-Count").strip());
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return toAnswer(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder postRequest(String pathAndQuery, String contentType, byte[] body) {
    return request(pathAndQuery)
        .header("Content-Type", contentType)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static Answer toAnswer(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }
}
