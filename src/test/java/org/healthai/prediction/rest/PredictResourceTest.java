package org.healthai.prediction.rest;

import static org.healthai.prediction.rest.PredictionCalls.FORM;
import static org.healthai.prediction.rest.PredictionCalls.film;
import static org.healthai.prediction.rest.PredictionCalls.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.access.Caller;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.FakeBuckets;
import org.healthai.limit.LimitListener;
import org.healthai.limit.PredictionQuotas;
import org.healthai.limit.rest.Tickets;
import org.healthai.prediction.ServiceFixture;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.pipeline.FakeDecoder;
import org.healthai.web.FakeServletRequest;
import org.healthai.web.LateFailure;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictResourceTest {
  private static final Caller NORTH = CallerFixture.of("north", Permission.READ);

  @TempDir private Path directory;

  private PredictionCalls calls;
  private ServiceFixture fixture;
  private RestHarness rest;

  @BeforeEach
  void build() {
    calls = new PredictionCalls(directory);
    fixture = calls.fixture();
    rest = calls.rest().as(NORTH);
  }

  @AfterEach
  void noUploadIsLeftBehind() throws IOException {
    assertEquals(0, calls.uploads());
  }

  @Test
  void answersAndStoresOneFilm() {
    Answer answer = rest.post("/api/v1/predict", "image/png", film(1));

    assertEquals(201, answer.status());
    assertTrue(answer.header("Location").endsWith("/api/v1/predictions/1"));
    assertEquals(1, answer.json().getInt("id"));
    assertEquals("Normal", answer.json().getString("prediction_class"));
    assertEquals(answer.json(), rest.get("/api/v1/predictions/1").json());
  }

  @Test
  void anotherTenantsPredictionsAreAsUnknownAsNone() {
    rest.post("/api/v1/predict", "image/png", film(1));
    rest.as(CallerFixture.of("south", Permission.READ));
    rest.post("/api/v1/predict", "image/png", film(1));

    assertEquals("1", rest.get("/api/v1/predictions").header("X-Total-Count"));
    assertEquals("there is no prediction 1", detailOf(rest.get("/api/v1/predictions/1")));
    assertEquals("there is no prediction 9", detailOf(rest.get("/api/v1/predictions/9")));
    assertEquals("there is no prediction 1", detailOf(rest.delete("/api/v1/predictions/1")));
    assertEquals(403, rest.get("/api/v1/predictions?tenant=north").status());
    assertEquals(200, rest.get("/api/v1/predictions?tenant=south").status());
    assertEquals(200, rest.as(NORTH).get("/api/v1/predictions/1").status());
  }

  @Test
  void callersOfAllTenantsSeeThemAllOrOne() {
    rest.post("/api/v1/predict", "image/png", film(1));
    rest.as(CallerFixture.administrator());
    rest.post("/api/v1/predict", "image/png", film(1));

    assertEquals("2", rest.get("/api/v1/predictions").header("X-Total-Count"));
    Answer north = rest.get("/api/v1/predictions?tenant=north");
    assertEquals("1", north.header("X-Total-Count"));
    assertTrue(north.header("Link").contains("tenant=north"), "kept from page to page");
    assertEquals(400, rest.get("/api/v1/predictions?tenant=N").status());
    assertEquals(204, rest.delete("/api/v1/predictions/1").status());
  }

  @Test
  void showsReferencesToThoseWhoMaySeeThemOnly() throws Exception {
    Answer stored = predictWith("X-Patient-Reference", "MRN-0815");

    assertTrue(stored.json().getBoolean("has_patient_reference"));
    assertFalse(stored.json().getBoolean("has_study_reference"));
    assertFalse(stored.json().containsKey("patient_reference"));
    assertFalse(rest.get("/api/v1/predictions/1").body().toString().contains("0815"));
    rest.as(CallerFixture.of("north", Permission.READ, Permission.PRIVACY));
    assertEquals(
        "MRN-0815", rest.get("/api/v1/predictions/1").json().getString("patient_reference"));
    assertFalse(rest.get("/api/v1/predictions").body().toString().contains("0815"), "not in lists");
  }

  @Test
  void refusesAReferenceThatIsNone() throws Exception {
    Answer refused = predictWith("X-Study-Reference", "a".repeat(65));

    assertEquals(422, refused.status());
    assertEquals("INVALID_VALUE", refused.json().getString("code"));
    assertEquals(0, fixture.repository.stored().size());
  }

  private Answer predictWith(String header, String value) throws Exception {
    return rest.call(
        MockHttpRequest.post("/api/v1/predict")
            .contentType("image/png")
            .header(header, value)
            .content(film(1)));
  }

  private static String detailOf(Answer answer) {
    assertEquals(404, answer.status());
    return answer.json().getString("detail");
  }

  @Test
  void takesFormsAndEveryRawTypeTheContractNames() {
    assertEquals(201, rest.post("/api/v1/predict", FORM, form("file", 1)).status());
    for (String type :
        new String[] {
          "image/png", "image/jpeg", "image/bmp", "image/tiff", "application/octet-stream"
        }) {
      assertEquals(201, rest.post("/api/v1/predict", type, film(1)).status(), type);
    }
  }

  @Test
  void refusesOtherTypes() {
    assertRefused(
        415, "UNSUPPORTED_MEDIA_TYPE", rest.post("/api/v1/predict", "text/plain", film(1)));
    assertRefused(
        415, "UNSUPPORTED_MEDIA_TYPE", rest.post("/api/v1/predict/batch", "image/png", film(1)));
  }

  @Test
  void refusesFilmsItCannotRead() {
    assertRefused(
        422,
        "IMAGE_UNREADABLE",
        rest.post("/api/v1/predict", "image/png", film(FakeDecoder.BROKEN)));
    assertRefused(400, "EMPTY_FILE", rest.post("/api/v1/predict", "image/png", new byte[0]));
    assertRefused(
        413, "PAYLOAD_TOO_LARGE", rest.post("/api/v1/predict", "image/png", new byte[101]));
    assertRefused(400, "MISSING_FILE", rest.post("/api/v1/predict", FORM, form("file")));
    assertRefused(400, "TOO_MANY_FILES", rest.post("/api/v1/predict", FORM, form("file", 1, 2)));
    assertRefused(400, "MALFORMED_REQUEST", rest.post("/api/v1/predict", FORM, form("image", 1)));
    assertRefused(
        400, "MALFORMED_REQUEST", rest.post("/api/v1/predict", "multipart/form-data", film(1)));
  }

  /** See {@link LateFailure}. */
  @Test
  void neverEndsAStageWithAnException() {
    UploadedFile refused =
        UploadedFile.refused("", new HealthAiException(ErrorCode.EMPTY_FILE, "the file is empty"));
    UploadForm form = new UploadForm(List.of(refused));
    RestHarness.Known caller = new RestHarness.Known(NORTH);
    HttpServletRequest request =
        FakeServletRequest.of("POST", "/api/v1/predict", java.util.Map.of());
    request.setAttribute(
        Tickets.class.getName(),
        new PredictionQuotas(new FakeBuckets(), LimitListener.NONE).open(NORTH));

    Stream.of(
            calls.resource().predict(new PredictQuery(), caller, request, form),
            calls.resource().predictBatch(new PredictQuery(), caller, request, form))
        .map(stage -> stage.toCompletableFuture().join().getEntity())
        .forEach(entity -> assertInstanceOf(LateFailure.class, entity));
  }

  @Test
  void refusesParametersAfterTheUploadWithoutKeepingIt() {
    assertRefused(
        404, "MODEL_NOT_FOUND", rest.post("/api/v1/predict?model=other", "image/png", film(1)));
    assertRefused(
        400, "INVALID_PARAMETER", rest.post("/api/v1/predict?priority=now", "image/png", film(1)));
    assertRefused(
        400, "INVALID_PARAMETER", rest.post("/api/v1/predict?model=", "image/png", film(1)));
  }

  @Test
  void aDefectShowsNothingOfItself() {
    Answer answer = rest.post("/api/v1/predict", "image/png", film(FakeDecoder.BUG));

    assertRefused(500, "INTERNAL_ERROR", answer);
    assertFalse(answer.json().toString().contains("doe"));
  }

  @Test
  void answersABatchFilmByFilm() {
    Answer answer =
        rest.post("/api/v1/predict/batch", FORM, form("files", 1, FakeDecoder.BROKEN, 2));

    assertEquals(201, answer.status());
    JsonObject batch = answer.json();
    assertEquals(3, batch.getInt("total_images"));
    assertEquals(2, batch.getInt("successful"));
    assertEquals(1, batch.getInt("failed"));
    assertEquals(2, batch.getJsonArray("predictions").size());
    JsonObject error = batch.getJsonArray("errors").getJsonObject(0);
    assertEquals(1, error.getInt("index"));
    assertEquals("film 1.png", error.getString("filename"));
    assertEquals("IMAGE_UNREADABLE", error.getString("code"));
    assertEquals(1, fixture.repository.transactions());
  }

  /** One before the body is read, and the others before the first is looked at. */
  @Test
  void aBatchCostsItsFilmsAndIsRefusedWholeWhenTooFewAreLeft() {
    rest.as(CallerFixture.limitedTo(4, Permission.READ));
    Answer first = rest.post("/api/v1/predict/batch", FORM, form("files", 1, 2));
    Answer second = rest.post("/api/v1/predict/batch", FORM, form("files", 1, 2, 3));
    assertEquals("\"predictions\";r=2;t=1800", first.header("RateLimit"));
    assertEquals(429, second.status());
    assertEquals("QUOTA_EXCEEDED", second.code());
    assertEquals(1, fixture.repository.transactions());
    assertEquals("900", second.header("Retry-After"));
    assertEquals("\"predictions\";r=2;t=1800", second.header("RateLimit"));
  }

  @Test
  void aFilmOfABatchThatTheServerFailedAtCostsNothing() {
    rest.as(CallerFixture.limitedTo(4, Permission.READ));
    byte[] films = form("files", 1, FakeDecoder.BUG, FakeDecoder.BROKEN);
    Answer answer = rest.post("/api/v1/predict/batch", FORM, films);

    assertEquals(201, answer.status());
    assertEquals("\"predictions\";r=2;t=1800", answer.header("RateLimit"));
  }

  @Test
  void aBatchOfBrokenFilmsFailsAndNamesEachOfThem() {
    Answer answer =
        rest.post(
            "/api/v1/predict/batch", FORM, form("files", FakeDecoder.BROKEN, FakeDecoder.BROKEN));

    assertRefused(422, "ALL_FILES_FAILED", answer);
    assertEquals(2, answer.json().getJsonArray("errors").size());
  }

  @Test
  void refusesABatchOfTooManyOrNoFiles() {
    assertRefused(
        400, "TOO_MANY_FILES", rest.post("/api/v1/predict/batch", FORM, form("files", 1, 2, 3, 4)));
    assertRefused(400, "MISSING_FILE", rest.post("/api/v1/predict/batch", FORM, form("files")));
    assertRefused(
        400, "MALFORMED_REQUEST", rest.post("/api/v1/predict/batch", FORM, form("file", 1)));
  }

  @Test
  void listsPagesNewestFirst() {
    for (int film = 1; film <= 5; film++) {
      rest.post("/api/v1/predict", "image/png", film(film));
    }

    Answer page = rest.get("/api/v1/predictions?skip=1&limit=2");

    assertEquals(200, page.status());
    assertEquals("5", page.header("X-Total-Count"));
    assertTrue(page.header("Link").contains("skip=3&limit=2>; rel=\"next\""));
    JsonArray predictions = page.body().asJsonArray();
    assertEquals(4, predictions.getJsonObject(0).getInt("id"));
    assertEquals(3, predictions.getJsonObject(1).getInt("id"));
  }

  @Test
  void filtersTheHistory() {
    rest.post("/api/v1/predict", "image/png", film(1));

    assertEquals(
        "1", rest.get("/api/v1/predictions?prediction_class=Normal").header("X-Total-Count"));
    assertEquals(
        "1",
        rest.get("/api/v1/predictions?model=chest_xray&from=2026-11-25").header("X-Total-Count"));
    Answer none = rest.get("/api/v1/predictions?to=2026-11-25");
    assertEquals("0", none.header("X-Total-Count"));
    assertEquals(JsonValue.EMPTY_JSON_ARRAY, none.body());
  }

  @Test
  void refusesQueriesThatMakeNoSense() {
    for (String query :
        new String[] {
          "skip=-1",
          "skip=x",
          "limit=0",
          "limit=1001",
          "limit=",
          "from=soon",
          "to=2026-02-30",
          "from=2026-11-26&to=2026-11-25",
          "from=2026-11-25&to=2026-11-25",
          "prediction_class=",
          "model=%00"
        }) {
      assertRefused(400, "INVALID_PARAMETER", rest.get("/api/v1/predictions?" + query));
    }
  }

  @Test
  void forgetsAPredictionOnce() {
    rest.post("/api/v1/predict", "image/png", film(1));

    assertEquals(204, rest.delete("/api/v1/predictions/1").status());
    assertEquals(404, rest.delete("/api/v1/predictions/1").status());
    assertEquals("NOT_FOUND", rest.get("/api/v1/predictions/1").code());
    assertEquals("NOT_FOUND", rest.get("/api/v1/predictions/abc").code());
    assertEquals("NOT_FOUND", rest.delete("/api/v1/predictions/-1").code());
  }

  @Test
  void saysWhenTheDatabaseIsGone() {
    fixture.repository.fail();

    assertRefused(503, "STORE_UNAVAILABLE", rest.post("/api/v1/predict", "image/png", film(1)));
    assertRefused(503, "STORE_UNAVAILABLE", rest.get("/api/v1/predictions"));
  }

  private void assertRefused(int status, String code, Answer answer) {
    assertEquals(status, answer.status());
    assertEquals(code, answer.code());
    assertEquals(0, fixture.repository.transactions());
  }
}
