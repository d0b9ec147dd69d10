package org.healthai.job.intake;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.healthai.access.Sha256;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.DuplicateKeyException;
import org.healthai.job.Job;
import org.healthai.job.JobDispatch;
import org.healthai.job.JobListener;
import org.healthai.job.JobRepository;
import org.healthai.job.NewJob;
import org.jspecify.annotations.Nullable;

/**
 * Makes jobs: all of their films are kept and written down, or nothing is left of them. Safe for
 * many threads; the caller's waits for disk and database.
 */
public final class JobIntake {
  private final JobRepository jobs;
  private final FilmIntake films;
  private final AuditedChanges changes;
  private final JobDispatch dispatch;
  private final JobListener listener;
  private final Clock clock;

  /**
   * An intake.
   *
   * @param dispatch has the films of a job that is whole worked on
   * @param listener hears of films that were refused, once their job is made
   */
  public JobIntake(
      JobRepository jobs,
      FilmIntake films,
      AuditedChanges changes,
      JobDispatch dispatch,
      JobListener listener,
      Clock clock) {
    this.jobs = jobs;
    this.films = films;
    this.changes = changes;
    this.dispatch = dispatch;
    this.listener = listener;
    this.clock = clock;
  }

  /** The job that an earlier request of the tenant with the same key made. */
  public Optional<Job> find(Tenant tenant, @Nullable String idempotencyKey) {
    return idempotencyKey == null ? Optional.empty() : jobs.findByKey(tenant, hash(idempotencyKey));
  }

  /**
   * A job that was made.
   *
   * @param job the job
   * @param replayed whether another request with the same key made it; this one has cost nothing
   *     then but its first prediction
   */
  public record Made(Job job, boolean replayed) {}

  /** As {@link #make}, for those who do not ask who was faster. */
  public Job create(JobRequest request, IncomingFilms incoming) {
    return make(request, incoming).job();
  }

  /**
   * Makes a job and has its films worked on.
   *
   * @return the job; that of another request with the same key where that one was faster
   * @throws HealthAiException MISSING_FILE without films, TOO_MANY_FILES, PAYLOAD_TOO_LARGE,
   *     QUOTA_EXCEEDED, MALFORMED_REQUEST when the films break off, STORE_UNAVAILABLE or
   *     AUDIT_UNAVAILABLE; nothing is left then
   */
  public Made make(JobRequest request, IncomingFilms incoming) {
    String folder = UUID.randomUUID().toString();
    long id = jobs.create(toNewJob(request, folder), clock.instant());
    Undo undo = new Undo(id, folder, request);
    Job job;
    FilmIntake.Taken taken;
    try {
      taken = films.takeAll(id, folder, request, incoming);
      job = activate(id, taken.films(), request, incoming);
    } catch (IOException broken) {
      undo(undo, broken);
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST,
          "the request's body is damaged or ends too early; no job was made",
          broken);
    } catch (DuplicateKeyException second) {
      undo(undo, second);
      return find(request.requester().tenant(), request.idempotencyKey())
          .map(first -> new Made(first, true))
          .orElseThrow(() -> second);
    } catch (RuntimeException | Error failure) {
      undo(undo, failure);
      throw failure;
    }
    dispatch.begin(id);
    taken.refused().forEach(listener::onFailed);
    return new Made(job, false);
  }

  private record Undo(long id, String folder, JobRequest request) {}

  /**
   * Removes everything of a job that was not made; what cannot be removed now is removed later. A
   * database that broke off while it activated the job may have done so: then the films stay, and
   * are paid for. Who removes the row gives the quota back, so that nobody does so twice.
   */
  private void undo(Undo undo, Throwable failure) {
    try {
      if (jobs.find(undo.id()).isEmpty()) {
        boolean discarded = jobs.discard(undo.id()).isPresent();
        if (discarded) {
          giveBack(undo.request());
          films.forget(undo.folder());
        }
      }
    } catch (RuntimeException notNow) {
      failure.addSuppressed(notNow);
    }
  }

  /**
   * All but the one that the request itself has taken; its answer decides about that. To be called
   * by the one who removed the row, or somebody else puts it back a second time.
   */
  private static void giveBack(JobRequest request) {
    if (request.quota() != null) {
      request.quota().reclaim();
      request.quota().giveBackAllBut(1);
    }
  }

  private Job activate(long id, int count, JobRequest request, IncomingFilms incoming) {
    String keyHash = request.idempotencyKey() == null ? null : hash(request.idempotencyKey());
    return changes.make(
        request.occasion(),
        () -> {
          jobs.activate(id, count, keyHash, clock.instant());
          incoming.complete(id);
          return jobs.find(id).orElseThrow(IllegalStateException::new);
        },
        made -> List.of(created(made)));
  }

  private static AuditEntry created(Job job) {
    return AuditEntry.of(
        AuditAction.JOB_CREATE,
        AuditEntity.of("job", job.id()),
        Map.of(
            "films", Integer.toString(job.itemCount()),
            "source", job.details().source().wireName(),
            "model", job.details().model().name(),
            "version", job.details().model().version()));
  }

  private static NewJob toNewJob(JobRequest request, String folder) {
    return new NewJob(
        request.requester(),
        request.occasion().actor(),
        request.occasion().requestId(),
        request.source(),
        request.model(),
        folder,
        request.webhookUrl());
  }

  private static String hash(String idempotencyKey) {
    return Sha256.hex(idempotencyKey);
  }
}
