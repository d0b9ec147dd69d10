package org.healthai.job.schedule;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoot;
import org.healthai.job.ImportRoots;
import org.healthai.job.Job;
import org.healthai.job.JobModels;
import org.healthai.job.JobSource;
import org.healthai.job.intake.FolderFilms;
import org.healthai.job.intake.JobIntake;
import org.healthai.job.intake.JobRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes the jobs of schedules, on every server. The turn is over when its job is there, and its job
 * has an idempotency key: a server that dies in between leaves a turn that another one takes up
 * without making a second job. Turns that were missed, since no server was up, are one. One thread.
 */
public final class ScheduleTurns {
  private static final System.Logger LOG = System.getLogger(ScheduleTurns.class.getName());

  /**
   * Longer than a large folder on a slow share takes to be taken in; when it is not, the key keeps
   * the job the only one, but what {@link FolderMemory} noted of it may be forgotten. A turn whose
   * server was killed in the middle is made after so long.
   */
  static final Duration LEASE = Duration.ofMinutes(30);

  /** What passes by itself is tried again after so long. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Set<ErrorCode> PASSING =
      EnumSet.of(
          ErrorCode.OVERLOADED,
          ErrorCode.MODEL_NOT_READY,
          ErrorCode.STORE_UNAVAILABLE,
          ErrorCode.AUDIT_UNAVAILABLE,
          ErrorCode.LIMITS_UNAVAILABLE);

  /** Clients cannot send such a key: no header has a line feed in it. */
  private static final String KEY = "\nschedule:%d:%s";

  private final ScheduleRepository schedules;
  private final JobIntake intake;
  private final JobModels models;
  private final ImportRoots roots;
  private final FolderMemory memory;
  private final Clock clock;

  /** Turns of these schedules. */
  public ScheduleTurns(
      ScheduleRepository schedules,
      JobIntake intake,
      JobModels models,
      ImportRoots roots,
      FolderMemory memory,
      Clock clock) {
    this.memory = memory;
    this.schedules = schedules;
    this.intake = intake;
    this.models = models;
    this.roots = roots;
    this.clock = clock;
  }

  /** Makes the jobs of all turns that are due. */
  public void makeDue() {
    for (Schedule schedule : schedules.listDue(clock.instant())) {
      Instant now = clock.instant();
      if (schedules.claim(schedule.id(), schedule.nextAt(), now, now.plus(LEASE))) {
        make(schedule, now);
      }
    }
  }

  private void make(Schedule schedule, Instant now) {
    Schedule.Last before = schedule.last();
    try {
      Job job = jobOf(schedule);
      memory.settle(schedule.id());
      finish(schedule, now, new Schedule.Last(now, job.id(), null));
      LOG.log(
          Level.INFO, "schedule {0,number,#} has made job {1,number,#}", schedule.id(), job.id());
    } catch (HealthAiException failure) {
      if (failure.code() == ErrorCode.MISSING_FILE) {
        String nothing =
            schedule.details().onlyNew()
                ? "the folder has no new films"
                : "the folder has no films";
        finish(schedule, now, new Schedule.Last(now, before.jobId(), nothing));
      } else if (PASSING.contains(failure.code())) {
        schedules.postpone(schedule.id(), schedule.nextAt(), now.plus(PAUSE), problemOf(failure));
      } else {
        fail(schedule, now, problemOf(failure), null);
      }
    } catch (RuntimeException defect) {
      fail(schedule, now, "INTERNAL_ERROR: the server's log says more", defect);
    }
  }

  private Job jobOf(Schedule schedule) {
    String key = KEY.formatted(schedule.id(), schedule.nextAt());
    return intake
        .find(schedule.owner().requester().tenant(), key)
        .orElseGet(() -> create(schedule, key));
  }

  private Job create(Schedule schedule, String key) {
    ScheduleDetails details = schedule.details();
    ImportRoot folders =
        roots
            .find(schedule.owner().requester().tenant())
            .orElseThrow(
                () ->
                    new HealthAiException(
                        ErrorCode.CONFLICT, "the tenant has no import root any more"));
    JobRequest request =
        new JobRequest(
            schedule.owner().requester(),
            new Occasion(schedule.owner().creator(), null, null),
            JobSource.SCHEDULE,
            models.fix(details.modelName(), details.modelVersion(), details.operatingPoint()),
            details.webhookUrl(),
            key,
            null);
    FolderFilms films = new FolderFilms(folders, details.folder());
    return intake.create(
        request, details.onlyNew() ? new NewFilms(films, memory.look(schedule.id())) : films);
  }

  /** A refusal's cause may name files, which no log may have; a defect is told whole. */
  private void fail(
      Schedule schedule, Instant now, String problem, @Nullable RuntimeException defect) {
    LOG.log(
        Level.WARNING,
        "a turn of schedule %d made no job: %s".formatted(schedule.id(), problem),
        defect);
    Schedule.Last before = schedule.last();
    finish(schedule, now, new Schedule.Last(before.at(), before.jobId(), problem));
  }

  private void finish(Schedule schedule, Instant now, Schedule.Last last) {
    Instant due = schedule.nextAt();
    schedules.finish(schedule.id(), due, schedule.details().times().nextAfter(now), last);
  }

  private static String problemOf(HealthAiException failure) {
    return failure.code() + ": " + failure.detail();
  }
}
