package org.healthai.job.notification;

import java.time.Instant;
import java.util.List;

/**
 * The outbox. Safe for many threads; every call is one short transaction, or part of the caller's
 * where there is one, and throws {@code HealthAiException} STORE_UNAVAILABLE when the database does
 * not answer.
 */
public interface NotificationRepository {
  /** What the store keeps of a problem. */
  int MAX_PROBLEM = 200;

  /** Adds the next end of the job, due at once. */
  Notification.Id add(long jobId, String url, String body, Instant now);

  /**
   * Claims what is due, the longest due first: it has one attempt more and is due again only at
   * {@code until}, so that no other server sends it meanwhile, and one does when this server dies.
   */
  List<Notification> claimDue(Instant now, Instant until, int limit);

  /** Says that the receiver has taken it. */
  void markDelivered(Notification.Id id);

  /** Has it tried again. */
  void postpone(Notification.Id id, Instant due, String problem);

  /**
   * Has it never tried again.
   *
   * @return whether it was still to be sent
   */
  boolean giveUp(Notification.Id id, String problem);
}
