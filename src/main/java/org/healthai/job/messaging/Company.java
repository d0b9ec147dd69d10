package org.healthai.job.messaging;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Which films of jobs are worked on in one process at the same time: a film that is suspected of
 * ending it only by itself, so that it takes no other one with it. Safe for many threads.
 */
final class Company {
  private static final int EVERYBODY = 10_000;

  private final Semaphore places = new Semaphore(EVERYBODY, true);
  private final long patienceSeconds;

  /**
   * Company that is waited for.
   *
   * @param patienceSeconds how long at most. Whoever has waited so long goes on in any company: a
   *     film that takes for ever must not keep all others from being answered
   */
  Company(long patienceSeconds) {
    this.patienceSeconds = patienceSeconds;
  }

  /**
   * Waits for those who must not be there, and keeps them away until the work has ended.
   *
   * @param apart whether nobody else may be there
   * @throws InterruptedException when the server stops meanwhile; nothing was done then
   */
  void work(boolean apart, Runnable work) throws InterruptedException {
    int share = apart ? EVERYBODY : 1;
    boolean kept = places.tryAcquire(share, patienceSeconds, TimeUnit.SECONDS);
    try {
      work.run();
    } finally {
      if (kept) {
        places.release(share);
      }
    }
  }
}
