package org.healthai.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** For tests inside the server: a store whose tables the application beside has made. */
@ApplicationScoped
public class OpenStoreProducer {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  StoreSession session(TransactionRunner transactions) {
    StoreState state = new StoreState();
    state.migrated();
    return new StoreSession(transactions, state);
  }
}
