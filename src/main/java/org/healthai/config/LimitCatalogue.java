package org.healthai.config;

import static org.healthai.config.SettingKind.address;
import static org.healthai.config.SettingKind.choice;
import static org.healthai.config.SettingKind.duration;
import static org.healthai.config.SettingKind.wholeNumber;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.healthai.limit.Allowance;
import org.healthai.limit.LimitSettings;
import org.healthai.limit.LimitSettings.OnFailure;
import org.healthai.limit.Quota;
import org.healthai.redis.RedisSettings;
import org.jspecify.annotations.Nullable;

/** The settings of the limits; part of {@link SettingCatalogue}. */
final class LimitCatalogue {
  static final String STORE_DATABASE = "database";
  static final String STORE_REDIS = "redis";

  static final Setting<Long> PREDICTIONS_PER_HOUR =
      Setting.of(
          "healthai.limit.predictions-per-hour",
          wholeNumber(0, Quota.MAX_TOKENS),
          "100",
          "predictions an hour that a new key or a user may ask for, where nobody gave it another"
              + " number; 0 is no limit");

  static final Setting<Long> REQUESTS_PER_MINUTE =
      Setting.of(
          "healthai.limit.requests-per-minute",
          wholeNumber(0, Quota.MAX_TOKENS),
          "0",
          "requests a minute from one address to one server; 0 is no limit. Behind a proxy that is"
              + " not in http.trusted.proxies all clients have one address");

  static final Setting<Long> LOGINS_PER_ADDRESS =
      Setting.of(
          "healthai.limit.logins-per-address",
          wholeNumber(1, Quota.MAX_TOKENS),
          "100",
          "failed logins from one address in 15 minutes; many to one name lock it");

  static final Setting<String> STORE =
      Setting.of(
          "healthai.limit.store",
          choice(List.of(STORE_DATABASE, STORE_REDIS)),
          STORE_DATABASE,
          "where servers share what callers have left: quotas and failed logins");

  static final Setting<URI> REDIS_URL =
      Setting.secret(
          "healthai.limit.redis-url",
          address(),
          "as healthai.prediction.cache-redis-url, which it is when unset; needed for redis");

  static final Setting<Duration> REDIS_TIMEOUT =
      Setting.of(
          "healthai.limit.redis-timeout",
          duration(Duration.ofMillis(1), Duration.ofSeconds(5)),
          "PT0.1S",
          "how long Redis may take before it counts as away");

  static final Setting<OnFailure> ON_FAILURE =
      Setting.of(
          "healthai.limit.on-failure",
          choice(List.of(OnFailure.values())),
          "local",
          "what happens while that store is away: every server counts for itself, from full"
              + " quotas, or whatever has a limit is refused");

  private LimitCatalogue() {}

  /** All of them, in the order of the documentation. */
  static List<Setting<?>> all() {
    return List.of(
        PREDICTIONS_PER_HOUR,
        REQUESTS_PER_MINUTE,
        LOGINS_PER_ADDRESS,
        STORE,
        REDIS_URL,
        REDIS_TIMEOUT,
        ON_FAILURE);
  }

  /** The module's settings. */
  static LimitSettings toSettings(SettingValues values) {
    long perHour = values.get(PREDICTIONS_PER_HOUR);
    return new LimitSettings(
        perHour == 0 ? Allowance.unlimited() : Allowance.perHour(perHour),
        values.get(REQUESTS_PER_MINUTE),
        values.get(LOGINS_PER_ADDRESS),
        values.get(ON_FAILURE),
        redis(values));
  }

  private static @Nullable RedisSettings redis(SettingValues values) {
    if (!values.get(STORE).equals(STORE_REDIS)) {
      return null;
    }
    URI url =
        values
            .find(REDIS_URL)
            .or(() -> values.find(SettingCatalogue.PREDICTION_CACHE_REDIS_URL))
            .orElseThrow(
                () ->
                    new InvalidSettingException(
                        "%s = %s needs %s".formatted(STORE.key(), STORE_REDIS, REDIS_URL.key())));
    return ModuleSettings.checked(
        REDIS_URL.key(), () -> new RedisSettings(url, values.get(REDIS_TIMEOUT)));
  }
}
