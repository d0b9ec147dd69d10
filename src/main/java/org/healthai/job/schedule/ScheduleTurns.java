package org.healthai.job.schedule;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
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
 * Makes the jobs of schedules, on every server. The turn is over when its job is there, in one
 * transaction: a server that dies before leaves a turn that another one takes up, and one that
 * hangs for so long that another one has done so makes no job. Turns that were missed, since no
 * server was up, are one. One thread.
 */
public final class ScheduleTurns {
  private static final System.Logger LOG = System.getLogger(ScheduleTurns.class.getName());

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
      Turn.claim(schedules, schedule, clock).ifPresent(this::make);
    }
  }

  private void make(Turn turn) {
    try {
      tryToMake(turn);
    } catch (Turn.LostException lost) {
      LOG.log(
          Level.INFO,
          "a turn of schedule {0,number,#} was left to another server, or the schedule removed",
          turn.scheduleId());
    }
  }

  private void tryToMake(Turn turn) {
    try {
      memory.settle(turn);
      long job = jobOf(turn);
      LOG.log(
          Level.INFO, "schedule {0,number,#} has made job {1,number,#}", turn.scheduleId(), job);
    } catch (Turn.LostException lost) {
      throw lost;
    } catch (HealthAiException failure) {
      refused(turn, failure);
    } catch (RuntimeException defect) {
      fail(turn, "INTERNAL_ERROR: the server's log says more", defect);
    }
  }

  private static void refused(Turn turn, HealthAiException failure) {
    String problem = failure.code() + ": " + failure.detail();
    if (failure.code() == ErrorCode.MISSING_FILE) {
      turn.finishWithoutJob(
          turn.schedule().details().onlyNew()
              ? "the folder has no new films"
              : "the folder has no films");
    } else if (PASSING.contains(failure.code())) {
      turn.postpone(PAUSE, problem);
    } else {
      fail(turn, problem, null);
    }
  }

  /** A refusal's cause may name files, which no log may have; a defect is told whole. */
  private static void fail(Turn turn, String problem, @Nullable RuntimeException defect) {
    LOG.log(
        Level.WARNING,
        "a turn of schedule %d made no job: %s".formatted(turn.scheduleId(), problem),
        defect);
    turn.fail(problem);
  }

  /** An earlier version of the server may have died between the job and the end of its turn. */
  private long jobOf(Turn turn) {
    String key = KEY.formatted(turn.scheduleId(), turn.schedule().nextAt());
    Optional<Job> made = intake.find(turn.schedule().owner().requester().tenant(), key);
    made.ifPresent(job -> turn.finish(job.id()));
    return made.orElseGet(() -> create(turn, key)).id();
  }

  private Job create(Turn turn, String key) {
    Schedule schedule = turn.schedule();
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
    FolderFilms films = new FolderFilms(folders, details.folder(), turn::goOn);
    return intake.create(
        request,
        new TurnFilms(turn, details.onlyNew() ? new NewFilms(films, memory.look(turn)) : films));
  }
}
