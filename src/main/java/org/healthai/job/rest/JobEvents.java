package org.healthai.job.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.access.Tenants;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.Job;
import org.healthai.job.JobControl;
import org.healthai.job.JobProgress;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who watch jobs how they are getting on. Nobody holds a thread: {@link #tellAll} is to
 * be called once a second, looks once at each job that is watched, and sends where something has
 * changed. Safe for many threads; {@link #tellAll} by one at a time.
 */
public final class JobEvents {
  private static final System.Logger LOG = System.getLogger(JobEvents.class.getName());
  static final int MOST_STREAMS = 200;
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final JobControl jobs;
  private final Map<Long, List<JobWatcher>> watchers = new ConcurrentHashMap<>();
  private final AtomicInteger streams = new AtomicInteger();

  /**
   * What an event says.
   *
   * @param id the job
   * @param state how far it is
   * @param total its films
   * @param counts how many are in which state
   */
  @JsonbPropertyOrder({"id", "state", "total", "counts"})
  public record Progress(long id, String state, int total, JobResponse.Counts counts) {
    static Progress of(JobProgress progress) {
      return new Progress(
          progress.job().id(),
          progress.job().state().wireName(),
          progress.job().itemCount(),
          JobResponse.Counts.of(progress.counts()));
    }
  }

  /** Events of these jobs. */
  public JobEvents(JobControl jobs) {
    this.jobs = jobs;
  }

  /**
   * Begins to tell a client, and tells it at once how things are.
   *
   * @throws HealthAiException OVERLOADED when too many are told already
   */
  void watch(Job job, SseEventSink sink, Sse sse) {
    Progress now = Progress.of(jobs.progressOf(job));
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      throw HealthAiException.retryLater(
          ErrorCode.OVERLOADED,
          "too many clients watch jobs already; ask for the job once in a while instead",
          RETRY);
    }
    JobWatcher watcher = new JobWatcher(sink, sse);
    watcher.tell(now, !job.state().isOpen());
    if (watcher.isGone()) {
      streams.decrementAndGet();
    } else {
      watchers.compute(job.id(), (id, before) -> with(before, watcher));
    }
  }

  private static List<JobWatcher> with(@Nullable List<JobWatcher> before, JobWatcher watcher) {
    List<JobWatcher> all = before == null ? new CopyOnWriteArrayList<>() : before;
    all.add(watcher);
    return all;
  }

  /** Clients that are told now. */
  int streams() {
    return streams.get();
  }

  /** Tells everybody what has changed; what cannot be read now is told the next time. */
  public void tellAll() {
    for (Map.Entry<Long, List<JobWatcher>> watched : watchers.entrySet()) {
      try {
        Job job = jobs.get(watched.getKey(), Tenants.ALL);
        Progress now = Progress.of(jobs.progressOf(job));
        watched.getValue().forEach(watcher -> watcher.tell(now, !job.state().isOpen()));
      } catch (HealthAiException away) {
        LOG.log(Level.DEBUG, "the progress of a job cannot be told now", away);
      }
      watchers.computeIfPresent(watched.getKey(), (id, all) -> withoutGone(all));
    }
  }

  /** Nothing where nobody is left. */
  private @Nullable List<JobWatcher> withoutGone(List<JobWatcher> all) {
    int before = all.size();
    all.removeIf(JobWatcher::isGone);
    streams.addAndGet(all.size() - before);
    return all.isEmpty() ? null : all;
  }
}
