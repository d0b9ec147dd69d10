package org.healthai.job.notification;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.job.notification.WebhookListener.Outcome;

/**
 * Sends what is due, on every server: what one has claimed, no other sends meanwhile. At least
 * once: a server that dies after a delivery and before its note makes a second one. For one thread.
 */
public final class WebhookDelivery {
  private static final System.Logger LOG = System.getLogger(WebhookDelivery.class.getName());

  /** Sent at once; a receiver that does not answer holds up as many for one timeout. */
  static final int AT_ONCE = 16;

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int FACTOR = 3;

  /** Beyond the timeout, until somebody else may think that this server is dead. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final NotificationRepository outbox;
  private final WebhookSender sender;
  private final WebhookSettings settings;
  private final AuditedChanges changes;
  private final WebhookListener listener;
  private final Chance chance;

  /**
   * What differs from run to run.
   *
   * @param clock the time
   * @param random spreads retries, so that a receiver that is back is not stormed
   */
  public record Chance(Clock clock, RandomGenerator random) {}

  private record Try(Notification notification, CompletableFuture<Optional<String>> problem) {}

  /** Delivers from that outbox. */
  public WebhookDelivery(
      NotificationRepository outbox,
      WebhookSender sender,
      WebhookSettings settings,
      AuditedChanges changes,
      WebhookListener listener,
      Chance chance) {
    this.outbox = outbox;
    this.sender = sender;
    this.settings = settings;
    this.changes = changes;
    this.listener = listener;
    this.chance = chance;
  }

  /** Sends everything that is due, and returns when the last try has ended. */
  public void sendDue() {
    List<Notification> claimed;
    do {
      claimed = claim();
      List<Try> tries = claimed.stream().map(this::begin).toList();
      noteAll(tries);
    } while (claimed.size() == AT_ONCE);
  }

  /** What cannot be noted keeps none of the others from being noted; it is sent once more later. */
  private void noteAll(List<Try> tries) {
    RuntimeException failure = null;
    for (Try each : tries) {
      try {
        note(each.notification(), each.problem().join());
      } catch (RuntimeException failed) {
        failure = failure == null ? failed : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<Notification> claim() {
    Instant now = chance.clock().instant();
    return outbox.claimDue(now, now.plus(settings.timeout()).plus(GRACE), AT_ONCE);
  }

  private Try begin(Notification notification) {
    return new Try(
        notification,
        notification.attempts() > settings.attempts()
            ? CompletableFuture.completedFuture(Optional.of("the server ended during the last try"))
            : sender.send(notification));
  }

  private void note(Notification notification, Optional<String> problem) {
    if (problem.isEmpty()) {
      outbox.markDelivered(notification.id());
      listener.onAttempt(Outcome.DELIVERED);
    } else if (notification.attempts() < settings.attempts()) {
      Instant due = chance.clock().instant().plus(backOff(notification.attempts()));
      outbox.postpone(notification.id(), due, problem.get());
      listener.onAttempt(Outcome.FAILED);
    } else {
      giveUp(notification, problem.get());
    }
  }

  private void giveUp(Notification notification, String problem) {
    boolean first =
        changes.make(
            Occasion.system(),
            () -> outbox.giveUp(notification.id(), problem),
            done -> done ? List.of(entryOf(notification)) : List.of());
    if (first) {
      listener.onAttempt(Outcome.DEAD);
      LOG.log(
          Level.WARNING,
          "nobody was told that job {0,number,#} has ended, after {1} attempts: {2}",
          notification.id().jobId(),
          settings.attempts(),
          problem);
    }
  }

  private AuditEntry entryOf(Notification notification) {
    return AuditEntry.of(
        AuditAction.NOTIFY,
        AuditEntity.of("job", notification.id().jobId()),
        Map.of("result", "given up", "attempts", Integer.toString(settings.attempts())));
  }

  /** Half of it is certain, the other half by chance. */
  private Duration backOff(int attempts) {
    double wanted = (double) settings.retry().toMillis() * Math.pow(FACTOR, attempts - 1.0);
    long most = Math.max(2, (long) Math.min((double) LONGEST.toMillis(), wanted));
    return Duration.ofMillis(most / 2 + chance.random().nextLong(most / 2));
  }
}
