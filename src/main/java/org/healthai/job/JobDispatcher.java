package org.healthai.job;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.healthai.store.StoreOpener;

/**
 * Sends the messages of jobs, a hundred in a transaction, and notes it in the rows afterwards. A
 * crash in between has some sent twice, which does no harm. Safe for many threads.
 *
 * <p>A job is never far ahead of the workers: the queue stays short however many films a job has,
 * and a small job that comes later is not behind all films of a large one.
 */
public final class JobDispatcher implements JobDispatch {
  private static final System.Logger LOG = System.getLogger(JobDispatcher.class.getName());
  private static final int CHUNK = 100;

  /** Films that a job has under way at most: some seconds' work for several servers. */
  private static final int WINDOW = 500;

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final JobItemRepository items;
  private final ItemQueue queue;
  private final Executor background;
  private final StoreOpener.Delay delay;
  private final Clock clock;

  /** Jobs that a thread has in hand; true where somebody asked for more after its last look. */
  private final Map<Long, Boolean> sending = new ConcurrentHashMap<>();

  /**
   * A dispatcher.
   *
   * @param background runs what waits for database and broker
   */
  public JobDispatcher(
      JobItemRepository items,
      ItemQueue queue,
      Executor background,
      StoreOpener.Delay delay,
      Clock clock) {
    this.items = items;
    this.queue = queue;
    this.background = background;
    this.delay = delay;
    this.clock = clock;
  }

  @Override
  public void begin(long jobId) {
    if (sending.put(jobId, true) == null) {
      goOn(jobId);
    }
  }

  private void goOn(long jobId) {
    try {
      background.execute(() -> sendSome(jobId));
    } catch (RejectedExecutionException stopping) {
      sending.remove(jobId); // the next start goes on
    }
  }

  private void sendSome(long jobId) {
    sending.put(jobId, false);
    boolean more = false;
    try {
      more = sendNear(jobId);
    } catch (RuntimeException away) {
      LOG.log(
          Level.WARNING, "not all messages of job " + jobId + " could be sent; more later", away);
    } catch (Error broken) {
      sending.remove(jobId); // the next one who asks goes on
      throw broken;
    }
    if (more) {
      delay.run(PAUSE, () -> goOn(jobId));
    } else if (!sending.remove(jobId, false)) {
      goOn(jobId);
    }
  }

  /** Whether films are left that are not near yet. */
  private boolean sendNear(long jobId) {
    Unsent films = next(jobId);
    while (!films.refs().isEmpty() && isNear(films.refs().get(0))) {
      queue.send(films.refs());
      items.markSent(films, clock.instant());
      films = next(jobId);
    }
    return !films.refs().isEmpty();
  }

  private Unsent next(long jobId) {
    return items.listUnsent(jobId, clock.instant(), CHUNK);
  }

  /** Whether the films a window before are answered for the most part: one may take long. */
  private boolean isNear(ItemRef next) {
    int first = next.item() - WINDOW;
    return first < 0 || items.countOpen(next.jobId(), first, first + CHUNK) <= CHUNK / 2;
  }
}
