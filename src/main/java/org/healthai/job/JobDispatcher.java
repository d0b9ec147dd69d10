package org.healthai.job;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Sends the messages of jobs, a hundred in a transaction, and notes it in the rows afterwards. A
 * crash in between has some sent twice, which does no harm. Safe for many threads.
 */
public final class JobDispatcher implements JobDispatch {
  private static final System.Logger LOG = System.getLogger(JobDispatcher.class.getName());
  private static final int CHUNK = 100;

  private final JobItemRepository items;
  private final ItemQueue queue;
  private final Executor background;
  private final Clock clock;
  private final Set<Long> sending = ConcurrentHashMap.newKeySet();

  /**
   * A dispatcher.
   *
   * @param background runs what waits for database and broker
   */
  public JobDispatcher(JobItemRepository items, ItemQueue queue, Executor background, Clock clock) {
    this.items = items;
    this.queue = queue;
    this.background = background;
    this.clock = clock;
  }

  @Override
  public void begin(long jobId) {
    if (sending.add(jobId)) {
      try {
        background.execute(() -> sendAll(jobId));
      } catch (RejectedExecutionException stopping) {
        sending.remove(jobId); // the next start goes on
      }
    }
  }

  private void sendAll(long jobId) {
    try {
      for (List<ItemRef> refs = next(jobId); !refs.isEmpty(); refs = next(jobId)) {
        queue.send(refs);
        items.markSent(refs, clock.instant());
      }
    } catch (RuntimeException away) {
      LOG.log(
          Level.WARNING, "not all messages of job " + jobId + " could be sent; more later", away);
    } finally {
      sending.remove(jobId);
    }
  }

  private List<ItemRef> next(long jobId) {
    return items.listUnsent(jobId, CHUNK);
  }
}
