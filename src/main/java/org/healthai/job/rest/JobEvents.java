package org.healthai.job.rest;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.sse.OutboundSseEvent;
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
  private static final int MOST_STREAMS = 200;
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** Proxies close what is silent for longer than a minute or so. */
  private static final int SILENT_TURNS = 15;

  private static final Jsonb JSONB = JsonbBuilder.create();

  private final JobControl jobs;
  private final Map<Long, List<Watcher>> watchers = new ConcurrentHashMap<>();
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

  private static final class Watcher {
    final SseEventSink sink;
    final Sse sse;
    @Nullable Progress told;
    int silent;

    Watcher(SseEventSink sink, Sse sse) {
      this.sink = sink;
      this.sse = sse;
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
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      throw HealthAiException.retryLater(
          ErrorCode.OVERLOADED,
          "too many clients watch jobs already; ask for the job once in a while instead",
          RETRY);
    }
    Watcher watcher = new Watcher(sink, sse);
    tell(watcher, Progress.of(jobs.progressOf(job)), !job.state().isOpen());
    if (sink.isClosed()) {
      streams.decrementAndGet();
    } else {
      watchers.computeIfAbsent(job.id(), id -> new CopyOnWriteArrayList<>()).add(watcher);
    }
  }

  /** Tells everybody what has changed; what cannot be read now is told the next time. */
  public void tellAll() {
    for (Map.Entry<Long, List<Watcher>> watched : watchers.entrySet()) {
      try {
        Job job = jobs.get(watched.getKey(), Tenants.ALL);
        Progress now = Progress.of(jobs.progressOf(job));
        watched.getValue().forEach(watcher -> tell(watcher, now, !job.state().isOpen()));
        forgetClosed(watched.getKey(), watched.getValue());
      } catch (HealthAiException away) {
        LOG.log(Level.DEBUG, "the progress of a job cannot be told now", away);
      }
    }
  }

  private void forgetClosed(long jobId, List<Watcher> ofJob) {
    int before = ofJob.size();
    ofJob.removeIf(watcher -> watcher.sink.isClosed());
    streams.addAndGet(ofJob.size() - before);
    watchers.computeIfPresent(jobId, (id, left) -> left.isEmpty() ? null : left);
  }

  private static void tell(Watcher watcher, Progress now, boolean ended) {
    if (watcher.sink.isClosed()) {
      return;
    }
    if (ended) {
      send(watcher, event(watcher.sse, "end", now));
      watcher.sink.close();
    } else if (!now.equals(watcher.told)) {
      watcher.told = now;
      watcher.silent = 0;
      send(watcher, event(watcher.sse, "progress", now));
    } else if (++watcher.silent >= SILENT_TURNS) {
      watcher.silent = 0;
      send(watcher, watcher.sse.newEventBuilder().comment("still running").build());
    }
  }

  private static OutboundSseEvent event(Sse sse, String name, Progress data) {
    return sse.newEventBuilder().name(name).data(JSONB.toJson(data)).build();
  }

  /** A client that is gone, or takes nothing any more, is closed. */
  private static void send(Watcher watcher, OutboundSseEvent event) {
    try {
      var unused =
          watcher
              .sink
              .send(event)
              .exceptionally(
                  gone -> {
                    watcher.sink.close();
                    return null;
                  });
    } catch (IllegalStateException gone) {
      watcher.sink.close();
    }
  }
}
