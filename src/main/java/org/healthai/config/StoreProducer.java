package org.healthai.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.rest.RequestOccasion;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.prediction.DirectoryFilmArchive;
import org.healthai.prediction.FilmArchive;
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

  @Resource(lookup = "jdbc/healthai")
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
  StoreOpener opener(
      StoreState state,
      AuditRepository audit,
      BootstrapKey firstKey,
      ModelAdministration models,
      ServerThreads threads) {
    SchemaMigration migration =
        new SchemaMigration(dataSource, StoreProducer.class.getClassLoader());
    Runnable afterMigration =
        () -> {
          audit.begin();
          firstKey.ensure();
          models.adopt();
        };
    return new StoreOpener(migration, afterMigration, state, threads.delays());
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
      ApiKeyRepository keys,
      LastAdministrator lastAdministrator,
      AuditedChanges changes,
      RequestOccasion occasion,
      Clock clock) {
    ApiKeyRepository audited = new AuditedApiKeys(keys, changes, occasion::get);
    return new KeyAdministration(audited, new ApiKeyGenerator(), lastAdministrator, clock);
  }

  @Produces
  @Singleton
  FilmArchive films(ApplicationSettings settings, Clock clock) {
    return settings.keepFilms()
        ? DirectoryFilmArchive.open(settings.dataDirectory().resolve("films"), clock.instant())
        : FilmArchive.none();
  }
}
