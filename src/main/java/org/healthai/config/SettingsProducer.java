package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.healthai.prediction.PredictionSettings;
import org.healthai.prediction.rest.UploadLimits;
import org.healthai.web.ApplicationInfo;
import org.healthai.web.RequestLimits;
import org.healthai.web.TransportSettings;

/** Publishes settings and what else the modules take from their surroundings. */
@ApplicationScoped
class SettingsProducer {

  @Produces
  @Singleton
  ApplicationSettings settings(Config config) {
    return ApplicationSettings.read(
        key -> config.getOptionalValue(key, String.class), Machine.current());
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Name and version: the build writes them into {@code microprofile-config.properties}. */
  @Produces
  @Singleton
  ApplicationInfo info(Config config) {
    return new ApplicationInfo(
        text(config, "healthai.build.name"), text(config, "healthai.build.version"));
  }

  private static String text(Config config, String key) {
    Optional<String> value = config.getOptionalValue(key, String.class);
    return value.orElseThrow(() -> new IllegalStateException(key + " is missing from the build"));
  }

  @Produces
  @Singleton
  RequestLimits requestLimits(ApplicationSettings settings) {
    return settings.requests();
  }

  @Produces
  @Singleton
  TransportSettings transport(ApplicationSettings settings) {
    return settings.transport();
  }

  @Produces
  @Singleton
  PredictionSettings predictionSettings(ApplicationSettings settings) {
    return settings.prediction();
  }

  @Produces
  @Singleton
  UploadLimits uploadLimits(ApplicationSettings settings) {
    return new UploadLimits(settings.image().maxBytes(), settings.prediction().maxBatchFiles());
  }
}
