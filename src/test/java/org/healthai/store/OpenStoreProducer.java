package org.healthai.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.healthai.access.user.PasswordSettings;
import org.healthai.audit.chain.ChainSeal;

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
  ChainSeal seal() {
    return new ChainSeal("a secret of these tests");
  }

  @Produces
  @Singleton
  PasswordSettings passwords() {
    return new PasswordSettings(8_192, 1, 1, 3, Duration.ofMinutes(1));
  }

  @Produces
  @Singleton
  StoreSession session(TransactionRunner transactions) {
    StoreState state = new StoreState();
    state.migrated();
    return new StoreSession(transactions, state);
  }
}
