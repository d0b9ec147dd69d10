package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.healthai.inference.EngineName;
import org.healthai.inference.onnx.OnnxProvider;
import org.healthai.inference.onnx.OnnxSettings;
import org.healthai.prediction.cache.CacheSettings;
import org.healthai.prediction.cache.SharedCacheSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationSettingsTest {
  private static final Map<String, String> SERVER =
      Map.of(
          "healthai.data.dir",
          "/srv/data",
          "healthai.models.dir",
          "/srv/models",
          "http.max.bytes",
          "1050000000",
          "executor.max.threads",
          "256",
          "https.port",
          "9443");
  private static final Map<String, String> REDIS =
      Map.of(
          "healthai.prediction.cache", "redis",
          "healthai.prediction.cache-redis-url", "rediss://user:s3cret@cache.example.org:6380/1",
          "healthai.prediction.cache-secret", "s3cret-s3cret-s3cret-s3cret-s3cret");
  private static final Machine MACHINE = new Machine(2, 1L << 30);

  @Test
  void hasDefaultsThatFitTogether() {
    ApplicationSettings settings = read(Map.of());

    assertEquals(Path.of("/srv/data"), settings.dataDirectory());
    assertFalse(settings.keepFilms());
    assertEquals(20_000_000, settings.image().maxBytes());
    assertEquals("chest_xray", settings.model().defaultName());
    assertEquals(2, settings.pipeline().decodeThreads());
    assertEquals(Path.of("/srv/data/tmp"), settings.spool().directory());
  }

  @Test
  void runsDl4jUnlessToldOtherwise() {
    assertEquals(EngineName.DL4J, read(Map.of()).engine().name());

    EngineSettings engine =
        read(Map.of(
                "healthai.inference.engine", "onnx-int8",
                "healthai.inference.onnx-provider", "cuda"))
            .engine();
    assertEquals(EngineName.ONNX_INT8, engine.name());
    assertEquals(new OnnxSettings(2, 8, OnnxProvider.CUDA), engine.onnx());
  }

  @Test
  void oneFilmFitsAnOrdinaryRequestAndAFullBatchALargeOne() {
    ApplicationSettings settings =
        read(
            Map.of(
                "healthai.image.max-bytes", "1000000",
                "healthai.prediction.max-batch-files", "3"));

    assertEquals(1_100_000, settings.requests().maxBytes());
    assertEquals(3_300_000, settings.requests().maxLargeBytes());
  }

  @Test
  void readsVersionsThatNamesStandFor() {
    ApplicationSettings settings =
        read(Map.of("healthai.model.default-versions", "chest_xray=1, skin = 2.1"));

    assertEquals(Map.of("chest_xray", "1", "skin", "2.1"), settings.model().defaultVersions());
  }

  @Test
  void watchesAFolderBelowTheRootOfItsTenant() {
    Map<String, String> watched =
        Map.of(
            "healthai.job.watch-folder", "/srv/films/ward-7/inbox",
            "healthai.job.watch-tenant", "ward-7");

    ApplicationSettings settings = read(with(watched, "/srv/films/{tenant}"));

    assertEquals("inbox", settings.watch().orElseThrow().path());
    assertThrows(InvalidSettingException.class, () -> read(with(watched, "/srv/films")));
  }

  private static Map<String, String> with(Map<String, String> settings, String importRoot) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("healthai.job.import-root", importRoot);
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthai.model.default-versions | chest_xray | healthai.model: default-versions",
        "healthai.model.default-versions | a=1,a=2 | healthai.model: default-versions gives one name two",
        "healthai.model.default-name | ../etc | healthai.model: default-name",
        "healthai.image.max-pixels | 4096 | ", // below minSide squared once that is raised
        "healthai.prediction.batch-timeout | PT1S | healthai.prediction: timeout",
        "healthai.batching.ageing | PT0.1S | ",
        "healthai.job.import-root | /srv/{ward} | healthai.job: import-root has braces",
        "healthai.job.watch-folder | /srv/films/inbox | healthai.job: watch-folder must be below",
        "executor.max.threads | 224 | healthai.prediction.uploads-at-once = 224 is refused",
        "http.max.bytes | 1000000 | http.max.bytes = 1000000 is refused",
      })
  void refusesValuesThatDoNotFitEachOther(String key, String value, String sentence) {
    Map<String, String> configured = new HashMap<>(Map.of(key, value));
    configured.put("healthai.image.min-side", "100");
    configured.put("healthai.batching.max-queue-delay", "PT1S");

    String message =
        assertThrows(InvalidSettingException.class, () -> read(configured)).getMessage();

    assertTrue(message.startsWith(sentence == null ? "healthai." : sentence), message);
  }

  @Test
  void weakFirstKeyIsRefusedAndNotShown() {
    String weak = "a".repeat(40);

    String message =
        assertThrows(
                InvalidSettingException.class,
                () -> read(Map.of("healthai.bootstrap.api.key", weak)))
            .getMessage();

    assertTrue(message.contains("healthai.bootstrap.api.key is too weak"), message);
    assertFalse(message.contains(weak), message);
  }

  @Test
  void remembersNothingUnlessAsked() {
    assertEquals(Optional.empty(), read(Map.of()).cache());
  }

  @Test
  void remembersInMemoryWithoutFurtherSettings() {
    CacheSettings cache = read(Map.of("healthai.prediction.cache", "memory")).cache().orElseThrow();

    assertEquals(new CacheSettings(10_000, Duration.ofHours(24), null), cache);
  }

  @Test
  void readsWhereServersShareAnswers() {
    SharedCacheSettings shared = read(REDIS).cache().orElseThrow().shared().orElseThrow();

    assertEquals("cache.example.org", shared.redis().url().getHost());
    assertEquals(Duration.ofMillis(50), shared.redis().timeout());
    assertFalse(shared.toString().contains("s3cret"), shared::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"healthai.prediction.cache-redis-url", "healthai.prediction.cache-secret"})
  void redisNeedsAnAddressAndASecret(String key) {
    Map<String, String> incomplete = new HashMap<>(REDIS);
    incomplete.remove(key);

    assertEquals(
        "healthai.prediction: healthai.prediction.cache = redis needs " + key,
        assertThrows(InvalidSettingException.class, () -> read(incomplete)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:s3cret@cache.example.org",
        "redis://user:s3cret@cache.example.org/name",
        "redis://user:s3cret@cache.example.org?protocol=3",
        "redis:s3cret",
        "redis://user:s3cret@",
        "://s3cret"
      })
  void anAddressThatLeadsNowhereIsRefusedAndNotShown(String url) {
    Map<String, String> wrong = new HashMap<>(REDIS);
    wrong.put("healthai.prediction.cache-redis-url", url);

    String message = assertThrows(InvalidSettingException.class, () -> read(wrong)).getMessage();

    assertTrue(message.contains("cache-redis-url"), message);
    assertFalse(message.contains("s3cret"), message);
  }

  @Test
  void withoutADirectoryTheServerDoesNotStart() {
    String message =
        assertThrows(
                InvalidSettingException.class,
                () -> ApplicationSettings.read(key -> Optional.empty(), MACHINE))
            .getMessage();

    assertTrue(message.contains("healthai.data.dir is not set"), message);
  }

  @Test
  void smallHeapDecodesFewerFilmsAtOnce() {
    Machine manyCores = new Machine(16, 1L << 30);

    assertEquals(2, read(Map.of(), manyCores).pipeline().decodeThreads());
  }

  @Test
  void refusesMoreDecodingThanTheHeapHolds() {
    String message =
        assertThrows(
                InvalidSettingException.class,
                () -> read(Map.of("healthai.prediction.decode-threads", "16")))
            .getMessage();

    assertEquals(
        "healthai.prediction.decode-threads and healthai.image.max-pixels are refused: decoding the"
            + " largest film takes 400 MB of heap, 16 at once do not fit in 1024 MB; lower"
            + " healthai.image.max-pixels or raise -Xmx",
        message);
  }

  private static ApplicationSettings read(Map<String, String> configured) {
    return read(configured, MACHINE);
  }

  private static ApplicationSettings read(Map<String, String> configured, Machine machine) {
    Map<String, String> all = new HashMap<>(SERVER);
    all.putAll(configured);
    return ApplicationSettings.read(key -> Optional.ofNullable(all.get(key)), machine);
  }
}
