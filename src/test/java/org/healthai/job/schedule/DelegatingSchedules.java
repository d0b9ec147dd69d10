package org.healthai.job.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.access.Tenants;

/** Everything as it is, for tests that change one thing of it. */
abstract class DelegatingSchedules implements ScheduleRepository {
  private final ScheduleRepository rows;

  DelegatingSchedules(ScheduleRepository rows) {
    this.rows = rows;
  }

  @Override
  public Schedule add(Schedule.Owner owner, ScheduleDetails details, Instant now, Instant nextAt) {
    return rows.add(owner, details, now, nextAt);
  }

  @Override
  public Optional<Schedule> find(long id) {
    return rows.find(id);
  }

  @Override
  public List<Schedule> list(Tenants tenants) {
    return rows.list(tenants);
  }

  @Override
  public void update(long id, ScheduleDetails details, boolean active, Instant nextAt) {
    rows.update(id, details, active, nextAt);
  }

  @Override
  public void remove(long id) {
    rows.remove(id);
  }

  @Override
  public List<Schedule> listDue(Instant now) {
    return rows.listDue(now);
  }

  @Override
  public boolean claim(long id, Instant due, Instant now, Instant until) {
    return rows.claim(id, due, now, until);
  }

  @Override
  public void finish(long id, Instant due, Instant nextAt, Schedule.Last last) {
    rows.finish(id, due, nextAt, last);
  }

  @Override
  public void postpone(long id, Instant due, Instant at, String problem) {
    rows.postpone(id, due, at, problem);
  }
}
