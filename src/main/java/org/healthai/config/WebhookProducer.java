package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthai.audit.AuditedChanges;
import org.healthai.job.JobEndings;
import org.healthai.job.JobItemRepository;
import org.healthai.job.notification.HttpWebhookSender;
import org.healthai.job.notification.ListedHosts;
import org.healthai.job.notification.NotificationRepository;
import org.healthai.job.notification.Outbox;
import org.healthai.job.notification.WebhookDelivery;
import org.healthai.job.notification.WebhookListener;
import org.healthai.job.notification.WebhookSender;

/** Publishes webhooks. */
@ApplicationScoped
class WebhookProducer {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @Produces
  @Singleton
  ListedHosts hosts(ApplicationSettings settings) {
    return new ListedHosts(settings.webhooks());
  }

  @Produces
  @Singleton
  JobEndings outbox(NotificationRepository outbox, JobItemRepository items, Clock clock) {
    return new Outbox(outbox, items, clock);
  }

  /** Without hosts there is nobody to call, and no secret to sign with. */
  @Produces
  @Singleton
  WebhookSender sender(
      ApplicationSettings settings, ListedHosts hosts, ServerThreads threads, Clock clock) {
    return settings.webhooks().hosts().isEmpty()
        ? notification -> CompletableFuture.completedFuture(Optional.of("no host is listed"))
        : new HttpWebhookSender(settings.webhooks(), hosts, threads.callers(), clock);
  }

  @Produces
  @Singleton
  WebhookDelivery delivery(
      ApplicationSettings settings,
      NotificationRepository outbox,
      WebhookSender sender,
      AuditedChanges changes,
      WebhookListener listener,
      Clock clock) {
    return new WebhookDelivery(
        outbox,
        sender,
        settings.webhooks(),
        changes,
        listener,
        new WebhookDelivery.Chance(clock, new SecureRandom()));
  }

  /** Without hosts, what is still to be sent waits until there are some again. */
  @Produces
  @Singleton
  Chore webhooks(ApplicationSettings settings, WebhookDelivery delivery, ServerThreads threads) {
    boolean off = settings.webhooks().hosts().isEmpty();
    Runnable work = off ? () -> {} : delivery::sendDue;
    return new Chore("telling of ends of jobs", INTERVAL, work, threads.chores());
  }
}
