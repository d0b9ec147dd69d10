package org.healthai.job.notification;

import java.util.Locale;

/** Hears what becomes of webhooks, for metrics; must be quick and must not throw. */
@FunctionalInterface
public interface WebhookListener {

  /** Hears nothing. */
  WebhookListener NONE = outcome -> {};

  /** What became of a try. */
  enum Outcome {
    /** The receiver has taken it. */
    DELIVERED,
    /** It is tried again. */
    FAILED,
    /** It was the last try. */
    DEAD;

    /** The name in metrics. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A try has ended. */
  void onAttempt(Outcome outcome);
}
