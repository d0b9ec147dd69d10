package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that cannot be meant: each is refused with its reason and leaves nothing behind. */
class BadRequestIT {
  private static final byte[] FILM = Films.drawn(50);

  private final ApiClient server = ApiClient.ofSharedServer();

  static Stream<Refusal> badQueries() {
    return Stream.of(
        predict("an unknown model", "?model=nobody", 404, "MODEL_NOT_FOUND"),
        predict("an unknown version", "?version=999", 404, "MODEL_NOT_FOUND"),
        predict("a model out of the folder", "?model=..%2F..%2Fetc", 404, "MODEL_NOT_FOUND"),
        predict("a model without a name", "?model=", 400, "INVALID_PARAMETER"),
        predict("an unknown priority", "?priority=now", 400, "INVALID_PARAMETER"),
        timeout("a timeout of zero", "0", 400, "INVALID_PARAMETER"),
        timeout("a timeout that is no number", "soon", 400, "INVALID_PARAMETER"),
        timeout("a timeout that nobody can keep", "0.000001", 504, "DEADLINE_PASSED"),
        list("a skip below zero", "skip=-1"),
        list("a skip that is no number", "skip=many"),
        list("a skip beyond every int", "skip=99999999999999999999"),
        list("a limit of zero", "limit=0"),
        list("a limit below zero", "limit=-5"),
        list("a limit above the highest", "limit=100000"),
        list("a limit that is no number", "limit=ten"),
        list("a date that is none", "from=yesterday"),
        list("a day that does not exist", "to=2026-02-30T00:00:00Z"),
        list("a date without a zone", "from=2026-01-01T00:00:00"),
        list("an end before its start", "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"));
  }

  static Stream<Refusal> badPaths() {
    return Stream.of(
        get("an unknown path", "/api/v1/nothing", 404, "NOT_FOUND"),
        get("an unknown path outside the API", "/nothing/here.php", 404, "NOT_FOUND"),
        get("an unknown prediction", ApiClient.PREDICTIONS + "/999999999", 404, "NOT_FOUND"),
        get("an id that is no number", ApiClient.PREDICTIONS + "/abc", 404, "NOT_FOUND"),
        get("an id below one", ApiClient.PREDICTIONS + "/0", 404, "NOT_FOUND"),
        get("an unknown model's page", "/api/v1/models/nobody", 404, "MODEL_NOT_FOUND"),
        get(
            "an unknown version's page",
            "/api/v1/models/chest_xray/versions/999",
            404,
            "MODEL_NOT_FOUND"));
  }

  @ParameterizedTest
  @MethodSource({"badQueries", "badPaths"})
  void refuses(Refusal refusal) {
    refusal.assertRefusedBy(server);
  }

  @Test
  void namesTheMethodsAPathTakes() {
    Answer answer =
        server.send(server.request(ApiClient.PREDICTIONS).method("PUT", BodyPublishers.noBody()));

    Problems.assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
    assertTrue(answer.header("Allow").contains("GET"), answer::toString);
  }

  @Test
  void refusesToPredictOnAGet() {
    Answer answer = server.get(ApiClient.PREDICT);

    Problems.assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
    assertTrue(answer.header("Allow").contains("POST"), answer::toString);
  }

  @Test
  void refusesToAnswerInAFormatItDoesNotSpeak() {
    Answer answer =
        server.send(server.request(ApiClient.PREDICTIONS).header("Accept", "application/pdf"));

    Problems.assertProblem(answer, 406, "NOT_ACCEPTABLE");
  }

  @Test
  void tellsTheFailedRequestByItsPathWithoutTheQuery() {
    var problem =
        Problems.assertProblem(
            server.get(ApiClient.PREDICTIONS + "?skip=x&patient=Doe"), 400, "INVALID_PARAMETER");

    assertTrue(problem.getString("instance").equals(ApiClient.PREDICTIONS), problem::toString);
  }

  private static Refusal predict(String what, String query, int status, String code) {
    return new Refusal(
        what,
        client -> client.post(ApiClient.PREDICT + query, Multipart.ofFilm(FILM)),
        status,
        code);
  }

  private static Refusal timeout(String what, String seconds, int status, String code) {
    Multipart body = Multipart.ofFilm(FILM);
    return new Refusal(
        what,
        client ->
            client.send(
                client
                    .request(ApiClient.PREDICT)
                    .header("Request-Timeout", seconds)
                    .header("Content-Type", body.contentType())
                    .POST(BodyPublishers.ofByteArray(body.toBytes()))),
        status,
        code);
  }

  private static Refusal list(String what, String query) {
    return get(what, ApiClient.PREDICTIONS + "?" + query, 400, "INVALID_PARAMETER");
  }

  private static Refusal get(String what, String path, int status, String code) {
    return new Refusal(what, client -> client.get(path), status, code);
  }
}
