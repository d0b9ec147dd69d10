package org.healthai.job.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An outbox in memory. One thread. */
final class MemoryOutbox implements NotificationRepository {
  final Map<Notification.Id, Row> rows = new LinkedHashMap<>();

  /** One row. */
  record Row(String state, String url, String body, int attempts, Instant due, String problem) {}

  @Override
  public Notification.Id add(long jobId, String url, String body, Instant now) {
    Notification.Id id = new Notification.Id(jobId, 1);
    rows.put(id, new Row("waiting", url, body, 0, now, ""));
    return id;
  }

  @Override
  public List<Notification> claimDue(Instant now, Instant until, int limit) {
    List<Notification> claimed = new ArrayList<>();
    rows.replaceAll(
        (id, row) -> {
          if (!row.state().equals("waiting") || row.due().isAfter(now) || claimed.size() == limit) {
            return row;
          }
          int attempts = row.attempts() + 1;
          claimed.add(new Notification(id, row.url(), row.body(), attempts));
          return new Row("waiting", row.url(), row.body(), attempts, until, row.problem());
        });
    return claimed;
  }

  @Override
  public void markDelivered(Notification.Id id) {
    change(id, "sent", Instant.EPOCH, "");
  }

  @Override
  public void postpone(Notification.Id id, Instant due, String problem) {
    change(id, "waiting", due, problem);
  }

  @Override
  public boolean giveUp(Notification.Id id, String problem) {
    change(id, "dead", Instant.EPOCH, problem);
    return true;
  }

  private void change(Notification.Id id, String state, Instant due, String problem) {
    rows.computeIfPresent(
        id, (same, row) -> new Row(state, row.url(), row.body(), row.attempts(), due, problem));
  }
}
