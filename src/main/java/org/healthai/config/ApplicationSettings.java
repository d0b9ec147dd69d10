package org.healthai.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.healthai.access.AccessSettings;
import org.healthai.access.oidc.ProviderSettings;
import org.healthai.audit.trail.AuditSettings;
import org.healthai.batching.BatchingSettings;
import org.healthai.image.ImageLimits;
import org.healthai.job.JobSettings;
import org.healthai.job.folder.WatchSettings;
import org.healthai.job.notification.WebhookSettings;
import org.healthai.job.storage.s3.S3Settings;
import org.healthai.limit.LimitSettings;
import org.healthai.model.ModelSettings;
import org.healthai.prediction.PredictionSettings;
import org.healthai.prediction.cache.CacheSettings;
import org.healthai.prediction.pipeline.PipelineSettings;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.privacy.retention.RetentionSettings;
import org.healthai.secret.SecretSettings;
import org.healthai.web.RequestLimits;
import org.healthai.web.TransportSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of every module, read, checked one by one and against each other. Immutable.
 *
 * @param dataDirectory what must survive
 * @param keepFilms whether uploaded films are kept
 * @param image limits of one film
 * @param model which models are served
 * @param engine what they are computed with
 * @param batching how a model's queue behaves
 * @param prediction what a client may ask for
 * @param pipeline how many films are worked on at once
 * @param uploadsAtOnce requests that may send films at once
 * @param cacheOrNull how answers are remembered; null when they are not
 * @param spool where uploads wait
 * @param requests bytes of a request
 * @param transport which connections are taken
 * @param access who gets in first
 * @param users who logs in
 * @param providerOrNull who else vouches for users; null for nobody
 * @param audit how the audit trail is kept
 * @param secret where the keys are that seal what is stored
 * @param retention how long patients' data is kept
 * @param job how jobs are worked on
 * @param s3OrNull where films of jobs wait; null for a directory
 * @param limits how much callers may ask for
 * @param webhooks who may be told of ends of jobs
 * @param watchOrNull which folder is watched; null for none
 */
record ApplicationSettings(
    Path dataDirectory,
    boolean keepFilms,
    ImageLimits image,
    ModelSettings model,
    EngineSettings engine,
    BatchingSettings batching,
    PredictionSettings prediction,
    PipelineSettings pipeline,
    int uploadsAtOnce,
    @Nullable CacheSettings cacheOrNull,
    SpoolSettings spool,
    RequestLimits requests,
    TransportSettings transport,
    AccessSettings access,
    UserSettings users,
    @Nullable ProviderSettings providerOrNull,
    AuditSettings audit,
    SecretSettings secret,
    RetentionSettings retention,
    JobSettings job,
    @Nullable S3Settings s3OrNull,
    LimitSettings limits,
    WebhookSettings webhooks,
    @Nullable WatchSettings watchOrNull) {

  /**
   * Reads all settings.
   *
   * @param source key to configured text
   * @param machine what decides where a setting leaves it to the machine
   * @throws InvalidSettingException saying what is wrong and what would be right
   */
  static ApplicationSettings read(Function<String, Optional<String>> source, Machine machine) {
    SettingValues values = SettingValues.read(SettingCatalogue.all(), source);
    ProductionSecrets.require(values.get(SettingCatalogue.MODE), source);
    ModuleSettings modules = new ModuleSettings(values);
    ImageLimits image = modules.image();
    PredictionSettings prediction = modules.prediction();
    RequestLimits requests = modules.requests(image, prediction);
    modules.requireRoomInServer(requests);
    return new ApplicationSettings(
        values.get(SettingCatalogue.DATA_DIRECTORY),
        values.get(SettingCatalogue.PREDICTION_KEEP_FILMS),
        image,
        modules.model(),
        modules.engine(machine),
        modules.batching(),
        prediction,
        modules.pipeline(machine.decodeThreads(modules.decodeThreads(), image)),
        modules.uploadsAtOnce(),
        modules.cache().orElse(null),
        modules.spool(),
        requests,
        modules.transport(),
        modules.access(),
        modules.users(),
        modules.provider().orElse(null),
        modules.audit(),
        modules.secret(),
        modules.retention(),
        JobCatalogue.toSettings(values),
        JobStorageCatalogue.toSettings(values, modules.spool()).orElse(null),
        LimitCatalogue.toSettings(values),
        WebhookCatalogue.toSettings(values),
        WatchCatalogue.toSettings(values).orElse(null));
  }

  /** Who else vouches for users. */
  Optional<ProviderSettings> provider() {
    return Optional.ofNullable(providerOrNull);
  }

  /** Which folder is watched. */
  Optional<WatchSettings> watch() {
    return Optional.ofNullable(watchOrNull);
  }

  /** Where films of jobs wait, if not in a directory. */
  Optional<S3Settings> s3() {
    return Optional.ofNullable(s3OrNull);
  }

  /** How answers are remembered. */
  Optional<CacheSettings> cache() {
    return Optional.ofNullable(cacheOrNull);
  }
}
