package org.healthai.config;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.store.StoreOpener;

/** Takes over, once in a while, what administrators chose on other servers of the same database. */
final class ModelFollow {
  private static final System.Logger LOG = System.getLogger(ModelFollow.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final ModelAdministration models;
  private final StoreOpener.Delay delay;
  private boolean failing;

  /** Does not look yet. */
  ModelFollow(ModelAdministration models, StoreOpener.Delay delay) {
    this.models = models;
    this.delay = delay;
  }

  /** Looks after a while and from then on, one look at a time. */
  void start() {
    delay.run(INTERVAL, this::look);
  }

  private void look() {
    try {
      models.adopt();
      failing = false;
    } catch (RuntimeException failure) {
      tell(failure);
    } finally {
      start();
    }
  }

  private void tell(RuntimeException failure) {
    if (!failing) {
      failing = true;
      LOG.log(Level.WARNING, "the stored choice of models cannot be read for now", failure);
    }
  }
}
