package org.healthai.prediction.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Film;
import org.healthai.image.PreparedFilm;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.Shadow;
import org.healthai.model.packaging.ModelId;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.pipeline.DecodedFilm;
import org.healthai.prediction.pipeline.FakeUpload;
import org.healthai.prediction.pipeline.FilmAnswer;
import org.healthai.prediction.shadow.ShadowListener.Outcome;
import org.healthai.prediction.subject.SealedSubject;
import org.healthai.prediction.upload.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 is the default, version 1 its shadow; the shadow's thread runs when the test does. */
class ShadowTrafficTest {
  private static final PreparedFilm FILM = PreparedFilm.of(new float[] {9, 1, 2, 3});
  private static final String NAME = "chest_xray";
  private static final int BROKEN = 66;

  private final TestLoader setup = new TestLoader();
  private final MemoryShadows answers = new MemoryShadows();
  private final Queue<Runnable> thread = new ArrayDeque<>();
  private final List<Outcome> heard = new ArrayList<>();
  private boolean busy;
  private boolean stopping;
  private long lastId;

  @TempDir private Path root;
  private ModelRegistry registry;
  private ShadowTraffic traffic;

  @BeforeEach
  void start() {
    TestPackage.in(root, NAME, "1").write();
    TestPackage.in(root, NAME, "2").write();
    ModelSettings settings = new ModelSettings(root, NAME, Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, setup.loader(), Runnable::run);
    registry.start();
    shadow(new Shadow("1", 100, Instant.EPOCH));
    traffic =
        new ShadowTraffic(
            registry,
            new ShadowWork(
                (upload, colour) -> decode(upload),
                (film, candidate, priority, deadline) ->
                    candidate
                        .classify(FILM, priority, deadline.remaining())
                        .thenApply(scores -> new FilmAnswer(scores, false)),
                answers,
                () -> 0),
            this::execute,
            () -> busy,
            (candidate, outcome) -> heard.add(outcome));
  }

  private void shadow(Shadow shadow) {
    registry.choose(ModelChoice.none(NAME).withShadow(shadow));
  }

  private static DecodedFilm decode(Upload upload) {
    if (firstByteOf(upload) == BROKEN) {
      throw new IllegalStateException("cannot be decoded any more");
    }
    return new DecodedFilm(Film.of(2, 2, Colour.GREY, new byte[4]), "png");
  }

  private static int firstByteOf(Upload upload) {
    try (InputStream in = upload.open()) {
      return in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void execute(Runnable task) {
    if (stopping) {
      throw new RejectedExecutionException();
    }
    thread.add(task);
  }

  @AfterEach
  void stop() {
    registry.close();
    setup.close();
  }

  private FakeUpload answered(int film) {
    return answered(film, "2");
  }

  private FakeUpload answered(int film, String byVersion) {
    FakeUpload upload = new FakeUpload(film);
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("Normal", 0.75);
    probabilities.put("Ill", 0.25);
    traffic.take(
        new Prediction(
            ++lastId,
            Instant.EPOCH,
            StoredName.random("png"),
            new Classification(NAME, byVersion, "Normal", probabilities, Duration.ZERO, false),
            new FilmFacts("png", 70, 80),
            new Requester(Tenant.DEFAULT, null),
            SealedSubject.NONE,
            null),
        UploadedFile.received("x", upload));
    return upload;
  }

  private void runThread() {
    thread.forEach(Runnable::run);
    thread.clear();
  }

  @Test
  void storesWhatTheCandidateSaysApart() {
    FakeUpload film = answered(9);
    assertFalse(film.closed(), "kept for the candidate");
    assertEquals(List.of(), answers.stored, "nothing is done before the thread runs");

    runThread();

    assertTrue(film.closed());
    ShadowAnswer answer = answers.stored.get(0);
    assertEquals(1, answer.predictionId());
    assertEquals("1", answer.said().modelVersion());
    double normal = answer.said().probabilities().get("Normal");
    assertEquals(Math.abs(normal - 0.75), answer.largestDifference(), 1e-9);
    assertEquals(List.of(Outcome.STORED), heard);
  }

  @Test
  void closesAFilmAtOnceWhenThereIsNoShadow() {
    shadow(null);

    assertTrue(answered(1).closed());
    assertEquals(List.of(), heard);
  }

  @Test
  void doesNotCompareAVersionWithItself() {
    assertTrue(answered(1, "1").closed());
    assertTrue(thread.isEmpty());
  }

  @Test
  void takesNothingForAShadowThatIsNotReady() {
    registry.unload(new ModelId(NAME, "1"));

    assertTrue(answered(1).closed());
    assertEquals(List.of(), heard);
  }

  @Test
  void takesOnlyItsShare() {
    shadow(new Shadow("1", 10, Instant.EPOCH));

    for (int i = 0; i < 100; i++) {
      answered(1);
      runThread();
    }

    assertTrue(heard.size() > 1 && heard.size() < 30, () -> "taken: " + heard.size());
  }

  @Test
  void passesFilmsOverWhileClientsNeedTheMachine() {
    busy = true;

    assertTrue(answered(1).closed());

    assertEquals(List.of(Outcome.DROPPED), heard);
    busy = false;
    assertFalse(answered(1).closed());
  }

  @Test
  void passesFilmsOverWhenThereIsNoRoomAndGoesOnLater() {
    for (int i = 0; i < ShadowTraffic.ROOM; i++) {
      assertFalse(answered(1).closed());
    }

    assertTrue(answered(1).closed());

    assertEquals(List.of(Outcome.DROPPED), heard);
    runThread();
    assertFalse(answered(1).closed());
    assertEquals(ShadowTraffic.ROOM, answers.stored.size());
  }

  @Test
  void keepsItsFailuresToItself() {
    FakeUpload broken = answered(BROKEN);
    answers.failing = true;
    FakeUpload unstored = answered(1);

    runThread();

    assertTrue(broken.closed() && unstored.closed());
    assertEquals(List.of(Outcome.FAILED, Outcome.FAILED), heard);
    answers.failing = false;
    answered(1);
    runThread();
    assertEquals(1, answers.stored.size());
  }

  @Test
  void takesNothingWhileTheServerStops() {
    stopping = true;

    for (int i = 0; i <= ShadowTraffic.ROOM; i++) {
      assertTrue(answered(1).closed());
    }

    assertEquals(ShadowTraffic.ROOM + 1, heard.size());
  }

  @Test
  void saysTheShadowsShareOfTheChoiceNow() {
    assertEquals("1", registry.findShadow(NAME, 5).map(m -> m.id().version()).orElseThrow());
    assertTrue(registry.findShadow("moles", 5).isEmpty());
  }

  @Test
  void reportsOnTheShadowOfNowOrOnAVersionAsked() {
    List<String> asked = new ArrayList<>();
    MemoryShadows tallies = new MemoryShadows();
    ShadowReports reports =
        new ShadowReports(
            registry,
            new ShadowRepository() {
              @Override
              public boolean save(ShadowAnswer answer) {
                return tallies.save(answer);
              }

              @Override
              public List<ShadowAnswer> listOf(Collection<Long> predictionIds) {
                return tallies.listOf(predictionIds);
              }

              @Override
              public List<ShadowTally> tally(ModelId candidate, Instant since) {
                asked.add(candidate.version() + " since " + since);
                return List.of();
              }
            });
    shadow(new Shadow("1", 5, Instant.ofEpochSecond(7)));

    reports.report(NAME, null);
    reports.report(NAME, "1");
    reports.report(NAME, "3");

    assertEquals(
        List.of(
            "1 since 1970-01-01T00:00:07Z",
            "1 since 1970-01-01T00:00:07Z",
            "3 since 1970-01-01T00:00:00Z"),
        asked);
    shadow(null);
    assertEquals(ErrorCode.NOT_FOUND, codeOf(() -> reports.report(NAME, null)));
    assertEquals(ErrorCode.MODEL_NOT_FOUND, codeOf(() -> reports.report(NAME, "../1")));
  }

  private static ErrorCode codeOf(Runnable call) {
    try {
      call.run();
      throw new AssertionError("must fail");
    } catch (HealthAiException refusal) {
      return refusal.code();
    }
  }
}
