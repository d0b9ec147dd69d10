package org.healthai.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.healthai.access.ApiKeyAuthenticator;
import org.healthai.access.ApiKeyGenerator;
import org.healthai.access.ApiKeyRepository;
import org.healthai.access.AuditedApiKeys;
import org.healthai.access.BootstrapKey;
import org.healthai.access.KeyAdministration;
import org.healthai.access.LastAdministrator;
import org.healthai.access.user.UserRepository;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.rest.RequestOccasion;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.prediction.DirectoryFilmArchive;
import org.healthai.prediction.FilmArchive;
import org.healthai.secret.KeyCheck;
import org.healthai.secret.Sealer;
import org.healthai.secret.StreamSealer;
import org.healthai.store.ClockCheck;
import org.healthai.store.SchemaMigration;
import org.healthai.store.StoreOpener;
import org.healthai.store.StoreProbe;
import org.healthai.store.StoreSession;
import org.healthai.store.StoreState;
import org.healthai.store.TransactionRunner;

/** Publishes the store: database, API keys, kept films. */
@ApplicationScoped
class StoreProducer {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

  /** Not shareable: a shared connection would be the request's until that ends, closed or not. */
  @Resource(lookup = "jdbc/healthai", shareable = false)
  @SuppressWarnings("NullAway.Init") // injected before the first call
  private DataSource dataSource;

  @Produces
  @Singleton
  StoreState state() {
    return new StoreState();
  }

  @Produces
  @Singleton
  StoreSession session(TransactionRunner transactions, StoreState state) {
    return new StoreSession(transactions, state);
  }

  @Produces
  @Singleton
  StoreProbe probe(StoreState state) {
    return new StoreProbe(state, dataSource, PROBE_TIMEOUT);
  }

  @Produces
  @Singleton
  ClockCheck clockCheck(Clock clock) {
    return new ClockCheck(dataSource, clock);
  }

  @Produces
  @Singleton
  StoreOpener opener(
      StoreState state,
      StartChecks checks,
      AuditRepository audit,
      BootstrapKey firstKey,
      ModelAdministration models,
      ServerThreads threads) {
    SchemaMigration migration =
        new SchemaMigration(dataSource, StoreProducer.class.getClassLoader());
    Runnable afterMigration =
        () -> {
          checks.run();
          audit.begin();
          firstKey.ensure();
          models.adopt();
        };
    return new StoreOpener(migration, afterMigration, state, threads.delays());
  }

  @Produces
  @Singleton
  StartChecks checks(ApplicationSettings settings, KeyCheck keys, UserRepository users) {
    return new StartChecks(settings, keys, users);
  }

  @Produces
  @Singleton
  BootstrapKey firstKey(
      ApplicationSettings settings, ApiKeyRepository keys, AuditedChanges changes) {
    ApiKeyRepository audited = new AuditedApiKeys(keys, changes, Occasion::system);
    return new BootstrapKey(settings.access(), audited, new ApiKeyGenerator());
  }

  @Produces
  @Singleton
  ApiKeyAuthenticator authenticator(ApiKeyRepository keys, Clock clock) {
    return new ApiKeyAuthenticator(keys, clock);
  }

  @Produces
  @Singleton
  KeyAdministration keys(
      ApplicationSettings settings,
      ApiKeyRepository keys,
      LastAdministrator lastAdministrator,
      AuditedChanges changes,
      RequestOccasion occasion,
      Clock clock) {
    ApiKeyRepository audited = new AuditedApiKeys(keys, changes, occasion::get);
    return new KeyAdministration(
        audited, new ApiKeyGenerator(), settings.limits().newCaller(), lastAdministrator, clock);
  }

  @Produces
  @Singleton
  FilmArchive films(ApplicationSettings settings, Sealer sealer, Clock clock) {
    Path directory = settings.dataDirectory().resolve("films");
    if (!settings.keepFilms() && Files.notExists(directory)) {
      return FilmArchive.none();
    }
    FilmArchive films =
        DirectoryFilmArchive.open(directory, new StreamSealer(sealer), clock.instant());
    return settings.keepFilms() ? films : FilmArchive.closed(films);
  }
}
