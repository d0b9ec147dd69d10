package org.healthai.job.notification;

import java.time.Clock;
import org.healthai.job.Job;
import org.healthai.job.JobCounts;
import org.healthai.job.JobEndings;
import org.healthai.job.JobItemRepository;

/**
 * Puts down, with the end of a job, whom to tell what. What is told is fixed then, so that a
 * delivery which is repeated says the same. Safe for many threads.
 */
public final class Outbox implements JobEndings {
  /** Numbers and words of ours only, so that nothing needs escaping. */
  private static final String BODY =
      "{\"job_id\":%d,\"state\":\"%s\",\"counts\":{\"total\":%d,\"done\":%d,\"failed\":%d,\"stopped\":%d},"
          + "\"ended_at\":\"%s\",\"links\":{\"job\":\"%s\",\"results\":\"%s/results\"}}";

  private final NotificationRepository notifications;
  private final JobItemRepository items;
  private final Clock clock;

  /** Writes to {@code notifications} what {@code items} count. */
  public Outbox(NotificationRepository notifications, JobItemRepository items, Clock clock) {
    this.notifications = notifications;
    this.items = items;
    this.clock = clock;
  }

  @Override
  public void onEnd(Job job) {
    String url = job.details().webhookUrl();
    if (url != null) {
      notifications.add(job.id(), url, bodyOf(job, items.count(job.id())), clock.instant());
    }
  }

  private String bodyOf(Job job, JobCounts counts) {
    String path = "/api/v1/jobs/" + job.id();
    return BODY.formatted(
        job.id(),
        job.state().wireName(),
        counts.total(),
        counts.done(),
        counts.failed(),
        counts.stopped(),
        job.endedAt() == null ? clock.instant() : job.endedAt(),
        path,
        path);
  }
}
