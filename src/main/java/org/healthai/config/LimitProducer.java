package org.healthai.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.limit.AddressLimit;
import org.healthai.limit.LimitListener;
import org.healthai.limit.LimitSettings;
import org.healthai.limit.LocalBuckets;
import org.healthai.limit.LoginThrottle;
import org.healthai.limit.PredictionQuotas;

/** Publishes the limits. */
@ApplicationScoped
class LimitProducer {
  /** Not shareable: a shared connection would be the request's until that ends, closed or not. */
  @Resource(lookup = "jdbc/healthai", shareable = false)
  @SuppressWarnings("NullAway.Init") // injected before the first call
  private DataSource dataSource;

  @Produces
  @Singleton
  LimitSettings settings(ApplicationSettings settings) {
    return settings.limits();
  }

  @Produces
  @Singleton
  LimitStore store(LimitSettings settings, MetricRegistry metrics, Clock clock) {
    LimitStore store = new LimitStore(settings, dataSource, clock);
    store.showIn(metrics);
    return store;
  }

  void close(@Disposes LimitStore store) {
    store.close();
  }

  @Produces
  @Singleton
  PredictionQuotas quotas(LimitStore store, LimitListener listener) {
    return new PredictionQuotas(store.buckets(), listener);
  }

  /** In memory: what protects a server must cost it less than what it keeps away. */
  @Produces
  @Singleton
  AddressLimit addresses(LimitSettings settings, LimitListener listener) {
    return new AddressLimit(
        new LocalBuckets(System::nanoTime), settings.requestsPerMinute(), listener);
  }

  @Produces
  @Singleton
  LoginThrottle logins(LimitSettings settings, LimitStore store, LimitListener listener) {
    return new LoginThrottle(store.buckets(), settings.loginsPerAddress(), listener);
  }
}
