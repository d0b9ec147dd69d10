package org.healthai.it;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One call of the API, as the server's own OpenAPI document describes it.
 *
 * @param method in upper case
 * @param path with its parameters in braces
 * @param permission what it needs, {@value #ANY} for a caller; empty when anybody may make it
 * @param bodyType a content type it takes; empty when it takes no body
 */
record ApiCall(String method, String path, Optional<String> permission, Optional<String> bodyType) {
  /** Every caller with a key or token will do. */
  static final String ANY = "any";

  /** All of them. */
  static Stream<ApiCall> allOf(ApiClient server) {
    JsonObject paths =
        server.get("/openapi?format=JSON").expect(200).object().getJsonObject("paths");
    return paths.keySet().stream()
        .flatMap(
            path ->
                paths.getJsonObject(path).entrySet().stream()
                    .map(call -> of(call.getKey(), path, call.getValue().asJsonObject())));
  }

  private static ApiCall of(String method, String path, JsonObject operation) {
    return new ApiCall(
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        Optional.ofNullable(operation.getString("x-permission", null)),
        Optional.ofNullable(operation.getJsonObject("requestBody"))
            .map(body -> body.getJsonObject("content").keySet().iterator().next()));
  }

  boolean isOfARecord() {
    return path.contains("{id}");
  }

  /** Makes the call about a record, and models that are not there; a body is as empty as can be. */
  Answer send(ApiClient client, long id) {
    String target =
        path.replace("{id}", Long.toString(id)).replaceAll("\\{[^}]+}", "no-such-thing");
    HttpRequest.Builder request = client.request(target);
    bodyType.ifPresent(type -> request.header("Content-Type", typeWithBoundary(type)));
    return client.send(
        request.method(
            method,
            bodyType.isPresent() ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
  }

  private static String typeWithBoundary(String type) {
    return type.startsWith("multipart/") ? type + "; boundary=x" : type;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
