package org.healthai.config;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthai.access.AccessSettings;
import org.healthai.access.oidc.ProviderSettings;
import org.healthai.audit.trail.AuditSettings;
import org.healthai.batching.BatchingSettings;
import org.healthai.image.ImageLimits;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.onnx.OnnxSettings;
import org.healthai.model.ModelSettings;
import org.healthai.prediction.PredictionSettings;
import org.healthai.prediction.cache.CacheSettings;
import org.healthai.prediction.cache.SharedCacheSettings;
import org.healthai.prediction.pipeline.PipelineSettings;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.privacy.retention.RetentionSettings;
import org.healthai.redis.RedisSettings;
import org.healthai.secret.SecretSettings;
import org.healthai.web.BodyPace;
import org.healthai.web.RequestLimits;
import org.healthai.web.TransportSettings;

/** Fills each module's settings record from the values. A module's own refusal names its keys. */
final class ModuleSettings {
  /** What multipart puts around a film. */
  private static final long FORM_BYTES = 100_000;

  private static final String PREDICTION = "healthai.prediction";

  private final SettingValues values;

  ModuleSettings(SettingValues values) {
    this.values = values;
  }

  ImageLimits image() {
    return checked(
        "healthai.image",
        () ->
            new ImageLimits(
                values.get(SettingCatalogue.IMAGE_MAX_BYTES),
                values.get(SettingCatalogue.IMAGE_MAX_PIXELS),
                values.getInt(SettingCatalogue.IMAGE_MIN_SIDE)));
  }

  ModelSettings model() {
    return checked(
        "healthai.model",
        () ->
            new ModelSettings(
                values.get(SettingCatalogue.MODELS_DIRECTORY),
                values.get(SettingCatalogue.MODEL_DEFAULT_NAME),
                Pairs.parse(
                    "default-versions",
                    values.find(SettingCatalogue.MODEL_DEFAULT_VERSIONS).orElse("")),
                values.get(SettingCatalogue.MODEL_UNLOAD_GRACE)));
  }

  EngineSettings engine(Machine machine) {
    int threads = values.getInt(SettingCatalogue.INFERENCE_THREADS);
    int maxBatch = values.getInt(SettingCatalogue.BATCHING_MAX_BATCH);
    return checked(
        "healthai.inference",
        () ->
            new EngineSettings(
                values.get(SettingCatalogue.INFERENCE_ENGINE),
                new Dl4jSettings(
                    threads, maxBatch, values.get(SettingCatalogue.INFERENCE_COMPILED_PLAN)),
                new OnnxSettings(
                    threads > 0 ? threads : machine.processors(),
                    maxBatch,
                    values.get(SettingCatalogue.INFERENCE_ONNX_PROVIDER))));
  }

  BatchingSettings batching() {
    return checked(
        "healthai.batching",
        () ->
            new BatchingSettings(
                values.getInt(SettingCatalogue.BATCHING_CAPACITY),
                values.getInt(SettingCatalogue.BATCHING_MAX_BATCH),
                values.get(SettingCatalogue.BATCHING_MAX_QUEUE_DELAY),
                values.get(SettingCatalogue.BATCHING_AGEING),
                values.get(SettingCatalogue.BATCHING_DRAIN_TIMEOUT)));
  }

  PredictionSettings prediction() {
    return checked(
        PREDICTION,
        () ->
            new PredictionSettings(
                values.get(SettingCatalogue.PREDICTION_TIMEOUT),
                values.get(SettingCatalogue.PREDICTION_BATCH_TIMEOUT),
                values.get(SettingCatalogue.PREDICTION_MAX_TIMEOUT),
                values.getInt(SettingCatalogue.PREDICTION_MAX_BATCH_FILES)));
  }

  /** Decoding threads as configured; 0 leaves the number to the machine. */
  int decodeThreads() {
    return values.getInt(SettingCatalogue.PREDICTION_DECODE_THREADS);
  }

  PipelineSettings pipeline(int decodeThreads) {
    return checked(
        PREDICTION,
        () ->
            new PipelineSettings(
                values.getInt(SettingCatalogue.PREDICTION_FILMS_IN_FLIGHT),
                values.getInt(SettingCatalogue.PREDICTION_FILMS_WAITING),
                values.get(SettingCatalogue.PREDICTION_MAX_WAIT),
                values.get(SettingCatalogue.BATCHING_AGEING),
                decodeThreads));
  }

  /** Requests that may send films at once: each holds a thread, and health needs some too. */
  int uploadsAtOnce() {
    int uploads = values.getInt(SettingCatalogue.PREDICTION_UPLOADS_AT_ONCE);
    long threads = values.get(SettingCatalogue.EXECUTOR_MAX_THREADS);
    if (uploads >= threads) {
      throw new InvalidSettingException(
          "%s = %d is refused: it must be below %s = %d"
              .formatted(
                  SettingCatalogue.PREDICTION_UPLOADS_AT_ONCE.key(),
                  uploads,
                  SettingCatalogue.EXECUTOR_MAX_THREADS.key(),
                  threads));
    }
    return uploads;
  }

  /** Nothing when answers are not remembered. */
  Optional<CacheSettings> cache() {
    String kind = values.get(SettingCatalogue.PREDICTION_CACHE);
    if (kind.equals(SettingCatalogue.CACHE_OFF)) {
      return Optional.empty();
    }
    return Optional.of(
        checked(
            PREDICTION,
            () ->
                new CacheSettings(
                    values.get(SettingCatalogue.PREDICTION_CACHE_ENTRIES),
                    values.get(SettingCatalogue.PREDICTION_CACHE_TTL),
                    kind.equals(SettingCatalogue.CACHE_REDIS) ? sharedCache() : null)));
  }

  private SharedCacheSettings sharedCache() {
    URI url = required(SettingCatalogue.PREDICTION_CACHE_REDIS_URL);
    RedisSettings redis =
        checked(
            SettingCatalogue.PREDICTION_CACHE_REDIS_URL.key(),
            () -> new RedisSettings(url, values.get(SettingCatalogue.PREDICTION_CACHE_TIMEOUT)));
    return new SharedCacheSettings(redis, required(SettingCatalogue.PREDICTION_CACHE_SECRET));
  }

  private <T> T required(Setting<T> setting) {
    return values
        .find(setting)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s = %s needs %s"
                        .formatted(
                            SettingCatalogue.PREDICTION_CACHE.key(),
                            SettingCatalogue.CACHE_REDIS,
                            setting.key())));
  }

  SpoolSettings spool() {
    return checked(
        PREDICTION,
        () ->
            new SpoolSettings(
                values.get(SettingCatalogue.DATA_DIRECTORY).resolve("tmp"),
                values.getInt(SettingCatalogue.PREDICTION_UPLOAD_MEMORY_BYTES),
                values.getInt(SettingCatalogue.PREDICTION_UPLOAD_MEMORY_COUNT),
                values.get(SettingCatalogue.PREDICTION_UPLOAD_DISK_BYTES)));
  }

  RequestLimits requests(ImageLimits image, PredictionSettings prediction) {
    long film = image.maxBytes() + FORM_BYTES;
    return checked(
        "healthai.web",
        () ->
            new RequestLimits(
                values.find(WebCatalogue.MAX_REQUEST_BYTES).orElse(film),
                values
                    .find(WebCatalogue.MAX_LARGE_REQUEST_BYTES)
                    .orElse(film * prediction.maxBatchFiles()),
                new BodyPace(
                    values.get(WebCatalogue.BODY_GRACE), values.get(WebCatalogue.MIN_BODY_RATE))));
  }

  /** The server cuts a longer body off without a problem document. */
  void requireRoomInServer(RequestLimits requests) {
    long server = values.get(SettingCatalogue.HTTP_MAX_BYTES);
    if (requests.maxLargeBytes() > server) {
      throw new InvalidSettingException(
          "http.max.bytes = %d is refused: a batch request may have %d bytes (%s)"
              .formatted(
                  server, requests.maxLargeBytes(), WebCatalogue.MAX_LARGE_REQUEST_BYTES.key()));
    }
  }

  TransportSettings transport() {
    return checked(
        "healthai.web",
        () ->
            new TransportSettings(
                values.get(WebCatalogue.HTTPS_ONLY), values.getInt(SettingCatalogue.HTTPS_PORT)));
  }

  AuditSettings audit() {
    return checked(
        "healthai.audit",
        () ->
            new AuditSettings(
                values.get(AuditCatalogue.ON_FAILURE),
                values.getInt(AuditCatalogue.QUEUE_CAPACITY),
                values.getInt(AuditCatalogue.REFUSALS_PER_MINUTE),
                values.find(AuditCatalogue.SECRET).orElse(null),
                values.get(SettingCatalogue.DATA_DIRECTORY)));
  }

  SecretSettings secret() {
    return checked(
        SecretCatalogue.KEYS.key(),
        () ->
            new SecretSettings(
                values.find(SecretCatalogue.KEYS).orElse(null),
                values.get(SettingCatalogue.DATA_DIRECTORY)));
  }

  RetentionSettings retention() {
    return new RetentionSettings(
        values.find(PrivacyCatalogue.PREDICTIONS).orElse(null),
        values.find(PrivacyCatalogue.FILMS).orElse(null),
        values.find(PrivacyCatalogue.SHADOW_ANSWERS).orElse(null),
        values.find(PrivacyCatalogue.JOBS).orElse(null),
        values.get(PrivacyCatalogue.NIGHTLY_AT));
  }

  AccessSettings access() {
    return checked(
        "healthai.bootstrap",
        () ->
            new AccessSettings(
                values.find(SettingCatalogue.BOOTSTRAP_API_KEY).orElse(null),
                values.get(SettingCatalogue.DATA_DIRECTORY)));
  }

  /** Nothing without a provider. */
  Optional<ProviderSettings> provider() {
    return checked("healthai.oidc", () -> OidcSettings.of(values));
  }

  UserSettings users() {
    return checked("healthai.access", () -> UserSettings.of(values));
  }

  /** A module's settings; its own refusal becomes the operator's, behind the prefix. */
  static <T> T checked(String prefix, Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InvalidSettingException(prefix + ": " + e.getMessage());
    }
  }
}
