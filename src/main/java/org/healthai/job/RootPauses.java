package org.healthai.job;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthai.error.HealthAiException;
import org.healthai.store.StoreOpener;

/**
 * Jobs whose import root was not there a moment ago. Until the pause is over their films are
 * neither claimed nor looked for, and other jobs have the workers; then one of them looks again.
 * Safe for many threads.
 *
 * <p>Messages of these films are taken from the queue and sent again together, each film's once
 * however often it came; where the broker is away then, after another pause. Should this server end
 * meanwhile, they are missed and sent by another one.
 */
public final class RootPauses {
  private static final System.Logger LOG = System.getLogger(RootPauses.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** Between two looks nobody says that the root is there. */
  private static final Duration TOLD = PAUSE.multipliedBy(3);

  private static final int CHUNK = 100;

  private final ItemQueue queue;
  private final StoreOpener.Delay delay;
  private final Clock clock;

  /** The films of each of these jobs that came meanwhile. */
  private final Map<Long, Set<ItemRef>> films = new HashMap<>();

  private volatile Instant toldUntil = Instant.MIN;

  /** Nobody pauses yet. */
  public RootPauses(ItemQueue queue, StoreOpener.Delay delay, Clock clock) {
    this.queue = queue;
    this.delay = delay;
    this.clock = clock;
  }

  /** A film of the job found its root not to be there. */
  void begin(long jobId) {
    toldUntil = clock.instant().plus(TOLD);
    keep(jobId, List.of());
  }

  private void keep(long jobId, List<ItemRef> later) {
    boolean begins;
    synchronized (films) {
      begins = !films.containsKey(jobId);
      films.computeIfAbsent(jobId, id -> new LinkedHashSet<>()).addAll(later);
    }
    if (begins) {
      delay.run(PAUSE, () -> end(jobId));
    }
  }

  /** Whether the film's job pauses; the film is sent again afterwards. */
  boolean putOff(ItemRef film) {
    synchronized (films) {
      Set<ItemRef> later = films.get(film.jobId());
      if (later != null) {
        later.add(film);
      }
      return later != null;
    }
  }

  private void end(long jobId) {
    List<ItemRef> later;
    synchronized (films) {
      later = new ArrayList<>(films.remove(jobId));
    }
    try {
      for (int from = 0; from < later.size(); from += CHUNK) {
        queue.send(later.subList(from, Math.min(later.size(), from + CHUNK)));
      }
    } catch (HealthAiException away) {
      LOG.log(Level.DEBUG, "the broker is away; films are sent after another pause", away);
      keep(jobId, later);
    }
  }

  /** Whether films wait for an import root, in words for operators; empty where none does. */
  public Optional<String> findProblem() {
    return clock.instant().isBefore(toldUntil)
        ? Optional.of("films of a job wait for an import root that is not there")
        : Optional.empty();
  }
}
