package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.healthai.error.ErrorCode;
import org.healthai.error.FileFailure;
import org.healthai.error.HealthAiException;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
  private static final Logger LOGGER = Logger.getLogger(ProblemMapper.class.getName());

  private final FailingResource resource = new FailingResource();
  private final RestHarness rest = new RestHarness(resource);
  private final List<LogRecord> logged = new java.util.ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  @Test
  void tellsEverythingOfOurOwnFailure() {
    RestHarness.Answer answer =
        answerTo(new HealthAiException(ErrorCode.IMAGE_TOO_SMALL, "32 x 32 is too small"));

    assertEquals(422, answer.status());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    JsonObject problem = answer.json();
    assertEquals("urn:healthai:problem:image-too-small", problem.getString("type"));
    assertEquals("Image too small", problem.getString("title"));
    assertEquals(422, problem.getInt("status"));
    assertEquals(422, problem.getInt("status_code"));
    assertEquals("32 x 32 is too small", problem.getString("detail"));
    assertEquals("/fail", problem.getString("instance"));
    assertEquals("IMAGE_TOO_SMALL", problem.getString("code"));
    assertEquals("2026-11-25T10:15:30Z", problem.getString("timestamp"));
    assertEquals("test-1", problem.getString("request_id"));
    assertFalse(problem.containsKey("errors"));
    assertTrue(logged.isEmpty());
  }

  @Test
  void findsOurFailureInWhateverItIsWrappedIn() {
    HealthAiException ours = new HealthAiException(ErrorCode.DEADLINE_PASSED, "late");

    assertEquals(504, answerTo(new CompletionException(ours)).status());
    assertEquals(504, answerTo(new BadRequestException(new RuntimeException(ours))).status());
  }

  @Test
  void answersAFailedStageLikeAThrow() {
    resource.failure = new HealthAiException(ErrorCode.OVERLOADED, "full");

    assertEquals("OVERLOADED", rest.get("/fail/later").code());
    assertTrue(logged.isEmpty(), "a full server writes no stack for each it turns away");
  }

  @Test
  void listsTheFilesOfAFailedBatch() {
    FileFailure file = new FileFailure(3, "a.png", ErrorCode.UNSUPPORTED_IMAGE, "no image");

    JsonObject problem =
        answerTo(HealthAiException.ofFiles(ErrorCode.ALL_FILES_FAILED, "none", null, List.of(file)))
            .json();

    JsonObject item = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals(3, item.getInt("index"));
    assertEquals("a.png", item.getString("filename"));
    assertEquals("UNSUPPORTED_IMAGE", item.getString("code"));
    assertEquals("no image", item.getString("error"));
  }

  @Test
  void saysWhenToComeAgainInWholeSecondsAndAtLeastOne() {
    assertEquals("1", retryAfter(Duration.ZERO));
    assertEquals("1", retryAfter(Duration.ofSeconds(1)));
    assertEquals("2", retryAfter(Duration.ofMillis(1001)));
  }

  @Test
  void challengesWhoShowedNoKey() {
    RestHarness.Answer answer =
        answerTo(new HealthAiException(ErrorCode.UNAUTHENTICATED, "no key"));

    assertEquals(401, answer.status());
    assertTrue(answer.header("WWW-Authenticate").contains("X-API-Key"));
  }

  @Test
  void neverShowsAForeignMessageAndLogsItOnce() {
    RestHarness.Answer answer =
        answerTo(new IllegalStateException("/home/doe/x.png of patient Doe"));

    assertEquals(500, answer.status());
    assertEquals("INTERNAL_ERROR", answer.code());
    assertFalse(answer.json().toString().contains("Doe"));
    assertEquals(1, logged.size());
    assertEquals(Level.SEVERE, logged.get(0).getLevel());
    assertTrue(logged.get(0).getMessage().contains("test-1"));
  }

  @Test
  void workThatAStoppingPoolRejectsIsNotOurDefect() {
    RestHarness.Answer answer =
        answerTo(new CompletionException(new RejectedExecutionException("pool of /home/doe")));

    assertEquals(503, answer.status());
    assertEquals("OVERLOADED", answer.code());
  }

  @Test
  void survivesAChainOfCausesThatGoesInCircles() {
    Exception first = new IllegalStateException();
    first.initCause(new IllegalStateException(first));

    assertEquals(500, answerTo(first).status());
  }

  @Test
  void answersAnUnknownPath() {
    RestHarness.Answer answer = rest.get("/api/v1/nothing?name=Doe");

    assertEquals(404, answer.status());
    assertEquals("NOT_FOUND", answer.code());
    assertFalse(answer.json().toString().contains("Doe"));
    assertTrue(logged.isEmpty());
  }

  @Test
  void answersAWrongMethodWithTheRightOnes() {
    RestHarness.Answer answer = rest.delete("/fail");

    assertEquals(405, answer.status());
    assertEquals("METHOD_NOT_ALLOWED", answer.code());
    assertTrue(answer.header("Allow").contains("GET"));
  }

  @Test
  void answersAWrongContentType() {
    RestHarness.Answer answer = rest.post("/fail", "text/plain", new byte[] {1});

    assertEquals(415, answer.status());
    assertEquals("UNSUPPORTED_MEDIA_TYPE", answer.code());
  }

  @Test
  void answersInProblemJsonWhateverIsAccepted() throws Exception {
    RestHarness.Answer answer = rest.call(MockHttpRequest.get("/fail").accept("text/html"));

    assertEquals(406, answer.status());
    assertEquals("application/problem+json", answer.header("Content-Type"));
  }

  @Test
  void answersJsonThatCannotBeRead() {
    RestHarness.Answer answer =
        rest.post(
            "/fail",
            "application/json",
            "{\"name\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertEquals(400, answer.status());
    assertEquals("MALFORMED_REQUEST", answer.code());
  }

  @Test
  void keepsAStatusOfThePlatformThatHasNoCodeOfItsOwn() {
    RestHarness.Answer answer =
        answerTo(new jakarta.ws.rs.ClientErrorException(Response.status(431).build()));

    assertEquals(431, answer.status());
    assertEquals("MALFORMED_REQUEST", answer.code());
  }

  @Test
  void letsARedirectionPass() {
    RestHarness.Answer answer = answerTo(new RedirectionException(303, URI.create("/elsewhere")));

    assertEquals(303, answer.status());
    assertNull(answer.header("Content-Type"));
  }

  private String retryAfter(Duration wait) {
    return answerTo(HealthAiException.retryLater(ErrorCode.OVERLOADED, "full", wait))
        .header("Retry-After");
  }

  private RestHarness.Answer answerTo(Exception failure) {
    resource.failure = failure;
    return rest.get("/fail");
  }

  /** Fails as told. */
  @Path("/fail")
  @Produces(MediaType.APPLICATION_JSON)
  public static class FailingResource {
    Exception failure = new IllegalStateException();

    /** Throws. */
    @GET
    public String now() throws Exception {
      throw failure;
    }

    /** Fails later. */
    @GET
    @Path("/later")
    public CompletionStage<Response> later() {
      return CompletableFuture.<Response>failedFuture(new CompletionException(failure))
          .exceptionally(LateFailure::toResponse);
    }

    /** Reads JSON. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public String read(Named body) {
      return body.name();
    }

    /** For the 405. */
    @DELETE
    @Path("/other")
    public void other() {}
  }

  /** A request body. */
  public record Named(String name) {}
}
