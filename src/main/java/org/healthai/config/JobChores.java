package org.healthai.config;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** What every server does for jobs besides working on films. */
@ApplicationScoped
class JobChores {
  /** After {@link ServerLifecycle}, which ends the process where it must not run. */
  private static final int LAST = Interceptor.Priority.PLATFORM_AFTER;

  private final Instance<Chore> chores;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JobChores() {
    this(null);
  }

  /** Does nothing yet. */
  @Inject
  JobChores(@Any Instance<Chore> chores) {
    this.chores = chores;
  }

  void start(@Observes @Priority(LAST) Startup event) {
    chores.forEach(Chore::start);
  }
}
