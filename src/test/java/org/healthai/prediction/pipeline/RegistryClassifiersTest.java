package org.healthai.prediction.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.TestLoader;
import org.healthai.model.TestPackage;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.routing.Routes;
import org.healthai.prediction.upload.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three versions: 1 and 2 share the films, 3 is the default. */
class RegistryClassifiersTest {
  private static final String NAME = "chest_xray";

  private final TestLoader setup = new TestLoader();

  @TempDir private Path root;
  private ModelRegistry registry;
  private FilmClassifiers classifiers;

  @BeforeEach
  void start() {
    for (String version : new String[] {"1", "2", "3"}) {
      double threshold = Integer.parseInt(version) / 10.0;
      TestPackage.in(root, NAME, version).screening(threshold).write();
    }
    ModelSettings settings = new ModelSettings(root, NAME, Map.of(), Duration.ZERO);
    registry = new ModelRegistry(settings, setup.loader(), Runnable::run);
    registry.start();
    registry.choose(ModelChoice.none(NAME).withRoutes(new Routes(Map.of("1", 1, "2", 1))));
    classifiers = new RegistryClassifiers(registry);
  }

  @AfterEach
  void stop() {
    registry.close();
    setup.close();
  }

  private static Set<String> versionsOf(FilmRoute route) {
    return IntStream.range(0, 64)
        .mapToObj(film -> route.classifierFor(new FakeUpload(film)).version())
        .collect(Collectors.toSet());
  }

  @Test
  void dividesTheFilmsOfOneRequest() {
    assertEquals(Set.of("1", "2"), versionsOf(classifiers.route(null, null, null)));
  }

  @Test
  void sendsTheSameFilmTheSameWay() {
    for (int film = 0; film < 20; film++) {
      assertEquals(
          classifiers.route(NAME, null, null).classifierFor(new FakeUpload(film)).version(),
          classifiers.route(null, null, null).classifierFor(new FakeUpload(film)).version());
    }
  }

  @Test
  void keepsTheFilmsOfAStudyTogether() {
    assertEquals(1, versionsOf(classifiers.route(NAME, null, "study 7")).size());
    Set<String> ofManyStudies =
        IntStream.range(0, 64)
            .mapToObj(i -> versionsOf(classifiers.route(NAME, null, "study " + i)))
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    assertEquals(Set.of("1", "2"), ofManyStudies);
  }

  @Test
  void theVersionNamedAlwaysWins() {
    assertEquals(Set.of("3"), versionsOf(classifiers.route(NAME, "3", "study 7")));
    assertEquals(Set.of("2"), versionsOf(classifiers.route(NAME, "2", null)));
  }

  @Test
  void aVersionThatIsNotReadyLeavesItsFilmsToTheOthers() {
    registry.unload(new ModelId(NAME, "1"));

    assertEquals(Set.of("2"), versionsOf(classifiers.route(NAME, null, null)));
  }

  @Test
  void theDefaultAnswersWhenNoneOfThemIsReady() {
    registry.unload(new ModelId(NAME, "1"));
    registry.unload(new ModelId(NAME, "2"));

    assertEquals(Set.of("3"), versionsOf(classifiers.route(NAME, null, null)));
  }

  @Test
  void readsNoFilmWhereNothingIsDivided() {
    registry.choose(ModelChoice.none(NAME));
    Upload unreadable =
        new FakeUpload(1) {
          @Override
          public InputStream open() {
            throw new AssertionError("must not be read");
          }
        };

    assertEquals("3", classifiers.route(NAME, null, null).classifierFor(unreadable).version());
  }

  @Test
  void decidesAtTheThresholdsOfTheVersionThatAnswers() {
    FilmRoute route = classifiers.route(NAME, null, null).at("screening");

    Set<String> decisions =
        IntStream.range(0, 64)
            .mapToObj(film -> route.classifierFor(new FakeUpload(film)))
            .map(chosen -> chosen.version() + " " + chosen.operatingPoint().orElseThrow())
            .collect(Collectors.toSet());

    assertEquals(
        Set.of(
            "1 OperatingPoint[name=screening, thresholds={Ill=0.1}]",
            "2 OperatingPoint[name=screening, thresholds={Ill=0.2}]"),
        decisions);
  }

  @Test
  void answersTheSameWithAndWithoutADecision() {
    FilmClassifier plain = classifiers.route(NAME, "3", null).classifierFor(new FakeUpload(1));

    FilmClassifier deciding = plain.at("screening");

    assertEquals(plain.identity(), deciding.identity(), "so both share what is remembered");
    assertEquals(Optional.empty(), plain.operatingPoint());
  }

  @Test
  void namesTheOperatingPointsThereAre() {
    FilmRoute route = classifiers.route(NAME, "3", null).at("Screening");

    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> route.classifierFor(new FakeUpload(1)));

    assertEquals(ErrorCode.UNKNOWN_OPERATING_POINT, refusal.code());
    assertEquals(
        "model chest_xray 3 has no such operating point; it has screening, confirm",
        refusal.detail());
  }

  @Test
  void refusesUnknownModelsBeforeAnyFilm() {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> classifiers.route("moles", null, "study"));

    assertEquals(ErrorCode.MODEL_NOT_FOUND, refusal.code());
  }
}
