package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.secret.KeyCheck;
import org.healthai.secret.KeyRegistry;
import org.healthai.secret.Keyring;
import org.healthai.secret.Sealer;

/** Publishes the keys that seal what is stored. */
@ApplicationScoped
class SecretProducer {

  /** Reads or makes the keys: the data directory is claimed by then. */
  @Produces
  @Singleton
  Keyring keyring(ApplicationSettings settings) {
    return settings.secret().keyring();
  }

  @Produces
  @Singleton
  Sealer sealer(Keyring keys) {
    return new Sealer(keys);
  }

  @Produces
  @Singleton
  KeyCheck check(Keyring keys, KeyRegistry registry) {
    return new KeyCheck(keys, registry);
  }

  @Produces
  @Singleton
  SubjectSealer subjects(Keyring keys) {
    return new SubjectSealer(keys);
  }
}
