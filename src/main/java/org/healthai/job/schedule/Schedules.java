package org.healthai.job.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoot;
import org.healthai.job.ImportRoots;
import org.healthai.job.JobModels;
import org.healthai.job.WebhookRule;
import org.healthai.prediction.Requester;
import org.jspecify.annotations.Nullable;

/** Makes, shows, changes and removes schedules, each change audited. Safe for many threads. */
public final class Schedules {
  /** More of one tenant would be a program's mistake. */
  static final int MAX_OF_TENANT = 200;

  /** Callers that wait for a folder at once: where it lies, a share may hang. */
  static final int MAX_LOOKING = 8;

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Semaphore looking = new Semaphore(MAX_LOOKING);
  private final ScheduleRepository schedules;
  private final AuditedChanges changes;
  private final Rules rules;
  private final Clock clock;

  /**
   * What details must keep to.
   *
   * @param roots what folders are below
   * @param models which models there are
   * @param webhooks who may be told
   */
  public record Rules(ImportRoots roots, JobModels models, WebhookRule webhooks) {

    /**
     * Refuses details that no turn could be made with, as things are now.
     *
     * @throws HealthAiException CONFLICT where the tenant has no import root, INVALID_VALUE,
     *     INVALID_PARAMETER, NOT_FOUND, MODEL_NOT_FOUND, MODEL_NOT_READY, UNKNOWN_OPERATING_POINT
     *     or STORE_UNAVAILABLE
     */
    void require(Tenant tenant, ScheduleDetails details) {
      ImportRoot folders =
          roots
              .find(tenant)
              .orElseThrow(
                  () ->
                      new HealthAiException(
                          ErrorCode.CONFLICT,
                          "the server has no schedules of this tenant: it has no import root"));
      requireFolder(folders, details.folder());
      var unusedTimes = details.times();
      var unusedModel =
          models.fix(details.modelName(), details.modelVersion(), details.operatingPoint());
      if (details.webhookUrl() != null) {
        webhooks.require(details.webhookUrl());
      }
    }

    private static void requireFolder(ImportRoot folders, String folder) {
      try {
        var unused = folders.resolveFolder(folder);
      } catch (HealthAiException notThere) {
        if (notThere.code() == ErrorCode.STORE_UNAVAILABLE) {
          throw notThere;
        }
        throw new HealthAiException(
            ErrorCode.INVALID_VALUE,
            "folder must be the path of a folder below the import root, relative to it");
      }
    }
  }

  /** Schedules in this store. */
  public Schedules(ScheduleRepository schedules, AuditedChanges changes, Rules rules, Clock clock) {
    this.schedules = schedules;
    this.changes = changes;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Makes one, of the caller's tenant.
   *
   * @throws HealthAiException as {@link Rules#require}, CONFLICT when the tenant has too many,
   *     OVERLOADED when too many callers wait for folders
   */
  public Schedule create(Caller caller, ScheduleDetails details, Occasion occasion) {
    require(caller.tenant(), details);
    if (schedules.list(Tenants.only(caller.tenant())).size() >= MAX_OF_TENANT) {
      throw new HealthAiException(
          ErrorCode.CONFLICT, "a tenant has at most %d schedules".formatted(MAX_OF_TENANT));
    }
    Instant now = clock.instant();
    Schedule.Owner owner = new Schedule.Owner(Requester.of(caller), caller.asAuditActor());
    return changes.make(
        occasion,
        () -> schedules.add(owner, details, now, details.times().nextAfter(now)),
        made -> List.of(entry(made, "made")));
  }

  private void require(Tenant tenant, ScheduleDetails details) {
    if (!looking.tryAcquire()) {
      throw HealthAiException.retryLater(
          ErrorCode.OVERLOADED, "too many folders are being looked at; try again later", RETRY);
    }
    try {
      rules.require(tenant, details);
    } finally {
      looking.release();
    }
  }

  /** Those that the caller sees, by rising id. */
  public List<Schedule> list(Caller caller) {
    return schedules.list(AccessPolicy.tenantsOf(caller));
  }

  /**
   * One of them.
   *
   * @throws HealthAiException NOT_FOUND when there is none, or it is another tenant's
   */
  public Schedule get(Caller caller, long id) {
    return schedules
        .find(id)
        .filter(found -> AccessPolicy.tenantsOf(caller).include(found.owner().requester().tenant()))
        .orElseThrow(
            () ->
                new HealthAiException(
                    ErrorCode.NOT_FOUND, "there is no schedule %d".formatted(id)));
  }

  /**
   * Changes one: with other times, its next turn is the next that comes from now on.
   *
   * @param change of the details
   * @param active whether turns come from now on; null as before
   * @throws HealthAiException as {@link #get} and {@link Rules#require}
   */
  public Schedule change(
      Caller caller,
      long id,
      UnaryOperator<ScheduleDetails> change,
      @Nullable Boolean active,
      Occasion occasion) {
    Schedule before = get(caller, id);
    ScheduleDetails details = change.apply(before.details());
    boolean activeNow = active == null ? before.active() : active;
    if (activeNow || !details.equals(before.details())) {
      require(before.owner().requester().tenant(), details);
    }
    return changes.make(
        occasion,
        () -> {
          schedules.update(id, details, activeNow, nextOf(before, details, activeNow));
          return get(caller, id);
        },
        changed -> List.of(entry(changed, "changed")));
  }

  /** A turn that is due and not made yet stays due, unless its time is changed. */
  private Instant nextOf(Schedule before, ScheduleDetails details, boolean active) {
    ScheduleDetails old = before.details();
    boolean sameTimes =
        active == before.active()
            && details.cron().equals(old.cron())
            && details.timeZone().equals(old.timeZone());
    return sameTimes ? before.nextAt() : details.times().nextAfter(clock.instant());
  }

  /**
   * Removes one; jobs that it has made stay.
   *
   * @throws HealthAiException as {@link #get}
   */
  public void remove(Caller caller, long id, Occasion occasion) {
    var unused =
        changes.make(
            occasion,
            () -> {
              Schedule found = get(caller, id);
              schedules.remove(id);
              return found;
            },
            removed -> List.of(entry(removed, "removed")));
  }

  private static AuditEntry entry(Schedule schedule, String what) {
    return AuditEntry.of(
        AuditAction.SCHEDULE_CHANGE,
        AuditEntity.of("job-schedule", schedule.id()),
        Map.of(
            "change", what,
            "active", Boolean.toString(schedule.active()),
            "cron", schedule.details().cron(),
            "of_tenant", schedule.owner().requester().tenant().id()));
  }
}
