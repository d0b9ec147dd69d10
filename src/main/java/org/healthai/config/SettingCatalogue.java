package org.healthai.config;

import static org.healthai.config.SettingKind.address;
import static org.healthai.config.SettingKind.choice;
import static org.healthai.config.SettingKind.directory;
import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.flag;
import static org.healthai.config.SettingKind.text;
import static org.healthai.config.SettingKind.wholeNumber;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.access.AccessSettings;
import org.healthai.inference.EngineName;
import org.healthai.inference.onnx.OnnxProvider;
import org.healthai.prediction.cache.SharedCacheSettings;

/**
 * Every setting of the application. {@code docs/configuration.md} shows this list; a test keeps the
 * two equal. What belongs to the server itself (ports, database, logs) is in {@code
 * liberty/server.xml}.
 */
final class SettingCatalogue {
  static final Setting<Path> DATA_DIRECTORY =
      Setting.required(
          "healthai.data.dir",
          directory(),
          "where the server keeps what must survive: Derby's database, the first API key, films");

  static final Setting<Mode> MODE =
      Setting.of(
          "healthai.mode",
          choice(List.of(Mode.values())),
          "development",
          "production refuses to start with a secret that has its known default (db.password,"
              + " tls.keystore.password), with the certificate of the first start, or with its keys"
              + " (healthai.secret.keys)");

  static final Setting<Path> MODELS_DIRECTORY =
      Setting.required(
          "healthai.models.dir", directory(), "where the model packages are: NAME/VERSION/");

  static final Setting<String> MODEL_DEFAULT_NAME =
      Setting.of(
          "healthai.model.default-name",
          text(1, 64),
          "chest_xray",
          "the model that answers when a request names none; readiness depends on it");

  static final Setting<String> MODEL_DEFAULT_VERSIONS =
      Setting.optional(
          "healthai.model.default-versions",
          text(1, 1000),
          "NAME=VERSION pairs, separated by commas: the version a name stands for, where it is not"
              + " to be the highest one");

  static final Setting<Duration> MODEL_UNLOAD_GRACE =
      Setting.of(
          "healthai.model.unload-grace",
          duration(Duration.ZERO, Duration.ofMinutes(10)),
          "PT30S",
          "how long an unloaded model still takes requests that had chosen it before");

  static final Setting<Long> IMAGE_MAX_BYTES =
      Setting.of(
          "healthai.image.max-bytes",
          wholeNumber(1_000, 500_000_000),
          "20000000",
          "encoded bytes of one film");

  static final Setting<Long> IMAGE_MAX_PIXELS =
      Setting.of(
          "healthai.image.max-pixels",
          wholeNumber(4_096, 200_000_000),
          "50000000",
          "width × height of one film, checked before anything is decoded");

  static final Setting<Long> IMAGE_MIN_SIDE =
      Setting.of(
          "healthai.image.min-side",
          wholeNumber(8, 4_096),
          "64",
          "shortest side of a film in pixels");

  static final Setting<EngineName> INFERENCE_ENGINE =
      Setting.of(
          "healthai.inference.engine",
          choice(List.of(EngineName.values())),
          "dl4j",
          "what runs models: DL4J or ONNX Runtime, in float32 or in 8 bits; packages need a file"
              + " for all but dl4j");

  static final Setting<OnnxProvider> INFERENCE_ONNX_PROVIDER =
      Setting.of(
          "healthai.inference.onnx-provider",
          choice(List.of(OnnxProvider.values())),
          "cpu",
          "what ONNX Runtime computes with; where it cannot be used, the next of tensorrt, cuda, cpu"
              + " is, and the log, health and metrics say so");

  static final Setting<Long> INFERENCE_THREADS =
      Setting.of(
          "healthai.inference.threads",
          wholeNumber(0, 256),
          "0",
          "threads a model computes with; 0 takes every processor (for DL4J: OMP_NUM_THREADS, if set)");

  static final Setting<Boolean> INFERENCE_COMPILED_PLAN =
      Setting.of(
          "healthai.inference.compiled-plan",
          flag(),
          "true",
          "whether networks are compiled to oneDNN primitives; false runs them on DL4J itself");

  static final Setting<Long> BATCHING_CAPACITY =
      Setting.of(
          "healthai.batching.capacity",
          wholeNumber(1, 100_000),
          "256",
          "films that may wait for one model; one more is refused as OVERLOADED");

  static final Setting<Long> BATCHING_MAX_BATCH =
      Setting.of(
          "healthai.batching.max-batch",
          wholeNumber(1, 64),
          "8",
          "most films a model takes at once");

  static final Setting<Duration> BATCHING_MAX_QUEUE_DELAY =
      Setting.of(
          "healthai.batching.max-queue-delay",
          duration(Duration.ZERO, Duration.ofSeconds(10)),
          "PT0S",
          "how long a film may be held back so that others can join its batch");

  static final Setting<Duration> BATCHING_AGEING =
      Setting.of(
          "healthai.batching.ageing",
          duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "PT5S",
          "head start of a priority over the next lower one");

  static final Setting<Duration> BATCHING_DRAIN_TIMEOUT =
      Setting.of(
          "healthai.batching.drain-timeout",
          duration(Duration.ZERO, Duration.ofMinutes(5)),
          "PT20S",
          "how long a stopping server works on what is queued before it refuses the rest");

  static final Setting<Duration> PREDICTION_TIMEOUT =
      Setting.of(
          "healthai.prediction.timeout",
          duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "PT30S",
          "how long one film may take when the client says nothing");

  static final Setting<Duration> PREDICTION_BATCH_TIMEOUT =
      Setting.of(
          "healthai.prediction.batch-timeout",
          duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "PT2M",
          "the same for a whole batch");

  static final Setting<Duration> PREDICTION_MAX_TIMEOUT =
      Setting.of(
          "healthai.prediction.max-timeout",
          duration(Duration.ofMillis(100), Duration.ofHours(24)),
          "PT10M",
          "the longest a client may ask for in Request-Timeout");

  static final Setting<Long> PREDICTION_MAX_BATCH_FILES =
      Setting.of(
          "healthai.prediction.max-batch-files",
          wholeNumber(1, 1_000),
          "50",
          "films in one batch request");

  static final Setting<Long> PREDICTION_FILMS_IN_FLIGHT =
      Setting.of(
          "healthai.prediction.films-in-flight",
          wholeNumber(1, 1_000),
          "16",
          "films between the start of decoding and their scores; a quarter of this room is never given"
              + " to films of jobs");

  static final Setting<Long> PREDICTION_FILMS_WAITING =
      Setting.of(
          "healthai.prediction.films-waiting",
          wholeNumber(1, 100_000),
          "512",
          "films that may wait before that; one more is refused as OVERLOADED");

  static final Setting<Duration> PREDICTION_MAX_WAIT =
      Setting.of(
          "healthai.prediction.max-wait",
          duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "PT3S",
          "how long films may have to wait (bulk: healthai.batching.ageing, if longer); where"
              + " overload lasts for longer, requests are refused as OVERLOADED before they are"
              + " read");

  static final Setting<Long> PREDICTION_DECODE_THREADS =
      Setting.of(
          "healthai.prediction.decode-threads",
          wholeNumber(0, 256),
          "0",
          "threads that decode films; 0 takes one a processor, as far as the heap allows");

  static final Setting<Long> PREDICTION_UPLOADS_AT_ONCE =
      Setting.of(
          "healthai.prediction.uploads-at-once",
          wholeNumber(1, 100_000),
          "224",
          "requests that may send films at once; one more is refused as OVERLOADED; below"
              + " executor.max.threads, so that health answers meanwhile");

  static final Setting<Long> PREDICTION_UPLOAD_MEMORY_BYTES =
      Setting.of(
          "healthai.prediction.upload-memory-bytes",
          wholeNumber(0, 100_000_000),
          "2000000",
          "largest upload held in memory; others go to disk");

  static final Setting<Long> PREDICTION_UPLOAD_MEMORY_COUNT =
      Setting.of(
          "healthai.prediction.upload-memory-count",
          wholeNumber(0, 10_000),
          "32",
          "uploads held in memory at once; further ones go to disk");

  static final Setting<Long> PREDICTION_UPLOAD_DISK_BYTES =
      Setting.of(
          "healthai.prediction.upload-disk-bytes",
          wholeNumber(1_000_000, 1_000_000_000_000L),
          "4000000000",
          "what uploads on disk may take together; beyond it they are refused as OVERLOADED");

  static final String CACHE_OFF = "off";
  static final String CACHE_MEMORY = "memory";
  static final String CACHE_REDIS = "redis";

  static final Setting<String> PREDICTION_CACHE =
      Setting.of(
          "healthai.prediction.cache",
          choice(List.of(CACHE_OFF, CACHE_MEMORY, CACHE_REDIS)),
          CACHE_OFF,
          "whether answers are remembered by a film's pixels: in this process, or also in a Redis"
              + " that several servers share");

  static final Setting<Long> PREDICTION_CACHE_ENTRIES =
      Setting.of(
          "healthai.prediction.cache-entries",
          wholeNumber(1, 10_000_000),
          "10000",
          "answers remembered in this process, some hundred bytes each");

  static final Setting<Duration> PREDICTION_CACHE_TTL =
      Setting.of(
          "healthai.prediction.cache-ttl",
          duration(Duration.ofSeconds(1), Duration.ofDays(30)),
          "PT24H",
          "how long an answer is remembered");

  static final Setting<URI> PREDICTION_CACHE_REDIS_URL =
      Setting.secret(
          "healthai.prediction.cache-redis-url",
          address(),
          "redis://USER:PASSWORD@HOST:PORT/DATABASE, or rediss:// for TLS; needed for redis");

  static final Setting<String> PREDICTION_CACHE_SECRET =
      Setting.secret(
          "healthai.prediction.cache-secret",
          text(SharedCacheSettings.MIN_SECRET_LENGTH, 200),
          "what answers in Redis are signed with, the same on every server; needed for redis");

  static final Setting<Duration> PREDICTION_CACHE_TIMEOUT =
      Setting.of(
          "healthai.prediction.cache-timeout",
          duration(Duration.ofMillis(1), Duration.ofSeconds(5)),
          "PT0.05S",
          "how long Redis may take before it is left alone for a second");

  static final Setting<Boolean> PREDICTION_KEEP_FILMS =
      Setting.of(
          "healthai.prediction.keep-films",
          flag(),
          "false",
          "whether uploaded films are kept in the data directory, sealed (patient data)");

  static final Setting<Long> HTTPS_PORT =
      Setting.required("https.port", wholeNumber(-1, 65_535), "port for HTTPS; -1 is off");

  static final Setting<Long> HTTP_MAX_BYTES =
      Setting.required(
          "http.max.bytes",
          wholeNumber(1_000, 1_000_000_000_000L),
          "body of any request to the server; must not be below a batch request");

  static final Setting<Long> EXECUTOR_MAX_THREADS =
      Setting.required(
          "executor.max.threads",
          wholeNumber(2, 100_000),
          "most threads for requests; must be above healthai.prediction.uploads-at-once");

  static final Setting<String> BOOTSTRAP_API_KEY =
      Setting.secret(
          "healthai.bootstrap.api.key",
          text(AccessSettings.MIN_BOOTSTRAP_LENGTH, 200),
          "an administrator's key to store at the start; unset, the first start makes one and"
              + " writes it to DATA/first-api-key");

  private SettingCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return Stream.of(ofModels(), ofPredictions(), ModuleCatalogues.all(), ofServer())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Setting<?>> ofModels() {
    return List.of(
        MODE,
        DATA_DIRECTORY,
        MODELS_DIRECTORY,
        MODEL_DEFAULT_NAME,
        MODEL_DEFAULT_VERSIONS,
        MODEL_UNLOAD_GRACE,
        IMAGE_MAX_BYTES,
        IMAGE_MAX_PIXELS,
        IMAGE_MIN_SIDE,
        INFERENCE_ENGINE,
        INFERENCE_ONNX_PROVIDER,
        INFERENCE_THREADS,
        INFERENCE_COMPILED_PLAN,
        BATCHING_CAPACITY,
        BATCHING_MAX_BATCH,
        BATCHING_MAX_QUEUE_DELAY,
        BATCHING_AGEING,
        BATCHING_DRAIN_TIMEOUT);
  }

  private static List<Setting<?>> ofPredictions() {
    return List.of(
        PREDICTION_TIMEOUT,
        PREDICTION_BATCH_TIMEOUT,
        PREDICTION_MAX_TIMEOUT,
        PREDICTION_MAX_BATCH_FILES,
        PREDICTION_FILMS_IN_FLIGHT,
        PREDICTION_FILMS_WAITING,
        PREDICTION_MAX_WAIT,
        PREDICTION_DECODE_THREADS,
        PREDICTION_UPLOADS_AT_ONCE,
        PREDICTION_UPLOAD_MEMORY_BYTES,
        PREDICTION_UPLOAD_MEMORY_COUNT,
        PREDICTION_UPLOAD_DISK_BYTES,
        PREDICTION_KEEP_FILMS,
        PREDICTION_CACHE,
        PREDICTION_CACHE_ENTRIES,
        PREDICTION_CACHE_TTL,
        PREDICTION_CACHE_REDIS_URL,
        PREDICTION_CACHE_SECRET,
        PREDICTION_CACHE_TIMEOUT);
  }

  private static List<Setting<?>> ofServer() {
    return List.of(HTTPS_PORT, HTTP_MAX_BYTES, EXECUTOR_MAX_THREADS, BOOTSTRAP_API_KEY);
  }
}
