package org.healthai.job.notification;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes one try to deliver. Safe for many threads. */
@FunctionalInterface
public interface WebhookSender {

  /**
   * Sends it without waiting.
   *
   * @return empty when the receiver took it; otherwise why not, in words without the address. Never
   *     completes exceptionally
   */
  CompletableFuture<Optional<String>> send(Notification notification);
}
