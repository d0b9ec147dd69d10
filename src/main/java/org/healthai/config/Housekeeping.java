package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.healthai.audit.trail.AuditRecorder;
import org.healthai.job.InputSweep;
import org.healthai.job.JobReconciler;
import org.healthai.store.ClockCheck;

/** What the server does on its own, once in a while. */
@ApplicationScoped
class Housekeeping {
  private final AuditRecorder audit;
  private final LimitStore limits;
  private final JobReconciler jobs;
  private final InputSweep films;
  private final ClockCheck clocks;
  private final ServerThreads threads;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected Housekeeping() {
    this(null, null, null, null, null, null);
  }

  /** Does nothing yet. */
  @Inject
  Housekeeping(
      AuditRecorder audit,
      LimitStore limits,
      JobReconciler jobs,
      InputSweep films,
      ClockCheck clocks,
      ServerThreads threads) {
    this.audit = audit;
    this.limits = limits;
    this.jobs = jobs;
    this.films = films;
    this.clocks = clocks;
    this.threads = threads;
  }

  /** Begins with all of it. */
  void start() {
    tasks().forEach(Chore::start);
  }

  private List<Chore> tasks() {
    return List.of(
        new Chore(
            "writing counted refusals to the audit trail",
            Duration.ofSeconds(10),
            audit::flush,
            threads.delays()),
        new Chore(
            "comparing the clock with the database's",
            Duration.ofMinutes(1),
            clocks::look,
            threads.chores()),
        new Chore("removing old limits", Duration.ofMinutes(10), limits::sweep, threads.delays()),
        new Chore("looking after jobs", Duration.ofSeconds(10), jobs::run, threads.chores()),
        new Chore(
            "removing films of jobs", Duration.ofSeconds(10), this::removeFilms, threads.shares()));
  }

  /** In one chore, since a share that hangs holds its thread. */
  private void removeFilms() {
    try {
      jobs.removeOld();
    } finally {
      films.sweepIfDue();
    }
  }
}
