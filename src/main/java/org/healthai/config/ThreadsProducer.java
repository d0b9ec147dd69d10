package org.healthai.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Publishes the application's threads. */
@ApplicationScoped
class ThreadsProducer {
  /** Enough to keep a database busy, few enough to leave it connections for everything else. */
  private static final int STORE_THREADS = 8;

  @Resource
  @SuppressWarnings("NullAway.Init") // injected before the first call
  private ManagedThreadFactory factory;

  @Produces
  @Singleton
  ServerThreads threads(ApplicationSettings settings) {
    return new ServerThreads(factory, settings.pipeline().decodeThreads(), STORE_THREADS);
  }
}
