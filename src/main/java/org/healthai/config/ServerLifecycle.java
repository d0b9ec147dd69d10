package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.store.StoreOpener;
import org.jspecify.annotations.Nullable;

/**
 * Starts the application in order (settings, data directory, store, models) and stops it in the
 * opposite one. What must not run ends the process with a sentence ({@link StartRefusal}).
 */
@ApplicationScoped
class ServerLifecycle {
  private final Instance<ApplicationSettings> settings;
  private final Instance<StoreOpener> store;
  private final Instance<ModelRegistry> models;
  private final Instance<ModelAdministration> administration;
  private final Instance<ServerThreads> threads;
  private final Instance<ModelFollow> follow;
  private final Instance<ReadyWatch> watch;
  private final Instance<Housekeeping> housekeeping;
  private final Instance<NightlyWatch> nightly;
  private @Nullable DataDirectory dataDirectory;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ServerLifecycle() {
    this(null, null, null, null, null, null, null, null, null);
  }

  /** Takes everything late: nothing may be built before the settings are known to be good. */
  @Inject
  ServerLifecycle(
      Instance<ApplicationSettings> settings,
      Instance<StoreOpener> store,
      Instance<ModelRegistry> models,
      Instance<ModelAdministration> administration,
      Instance<ServerThreads> threads,
      Instance<ModelFollow> follow,
      Instance<ReadyWatch> watch,
      Instance<Housekeeping> housekeeping,
      Instance<NightlyWatch> nightly) {
    this.settings = settings;
    this.store = store;
    this.models = models;
    this.administration = administration;
    this.threads = threads;
    this.follow = follow;
    this.watch = watch;
    this.housekeeping = housekeeping;
    this.nightly = nightly;
  }

  void start(@Observes Startup event) {
    try {
      dataDirectory = DataDirectory.claim(settings.get().dataDirectory());
      store.get().open(); // first, since it holds what administrators chose for the models
      administration.get().start();
      follow.get().start();
      watch.get().start();
      housekeeping.get().start();
      nightly.get().start();
    } catch (RuntimeException failure) {
      StartRefusal.exit(failure);
      throw failure;
    }
  }

  void stop(@Observes Shutdown event) {
    if (dataDirectory == null) {
      return;
    }
    models.get().close();
    threads.get().close();
    try {
      dataDirectory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data directory's lock cannot be given back", e);
    }
  }
}
