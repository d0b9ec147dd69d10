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
  public boolean claim(Claim claim, Instant now, Instant until) {
    return rows.claim(claim, now, until);
  }

  @Override
  public boolean keep(Claim claim, Instant until) {
    return rows.keep(claim, until);
  }

  @Override
  public boolean finish(Claim claim, Instant nextAt, Schedule.Last last) {
    return rows.finish(claim, nextAt, last);
  }

  @Override
  public boolean postpone(Claim claim, Instant at, String problem) {
    return rows.postpone(claim, at, problem);
  }
}
