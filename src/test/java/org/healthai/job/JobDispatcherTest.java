package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobDispatcherTest {
  private final JobFixture jobs = new JobFixture();
  private final JobDispatcher dispatcher = jobs.dispatcher(Runnable::run);

  @Test
  void sendsEveryFilmOnceAHundredAtATime() {
    long job = jobs.job(new int[250]);

    dispatcher.begin(job);
    dispatcher.begin(job);

    assertEquals(List.of(100, 100, 50), jobs.queue.chunks);
    assertEquals(250, jobs.queue.sent.stream().distinct().count());
  }

  @Test
  void staysNearTheFilmsThatAreWorkedOn() {
    long job = jobs.job(new int[1_000]);

    dispatcher.begin(job);

    assertEquals(500, jobs.queue.sent.size(), "it waits for the workers");
    for (int item = 0; item < 100; item++) {
      assertTrue(jobs.store.finish(new ItemRef(job, item), item + 1, jobs.now()));
    }
    jobs.later.remove().task().run();
    assertEquals(600, jobs.queue.sent.size());
  }

  @Test
  void goesOnLaterWhenTheBrokerIsAway() {
    long job = jobs.job(1, 2);
    jobs.queue.away = true;
    dispatcher.begin(job);
    jobs.queue.away = false;

    dispatcher.begin(job);

    assertEquals(2, jobs.queue.sent.size());
  }

  @Test
  void sendsNothingOfAStoppedJob() {
    long job = jobs.job(1, 2);
    jobs.store.stop(job, jobs.now());

    dispatcher.begin(job);

    assertTrue(jobs.queue.sent.isEmpty());
  }

  @Test
  void sendsAJobOnlyOnceAtATime() {
    List<Runnable> tasks = new ArrayList<>();
    JobDispatcher busy = jobs.dispatcher(tasks::add);
    long job = jobs.job(1);

    busy.begin(job);
    busy.begin(job);

    assertEquals(1, tasks.size());
  }

  @Test
  void looksAgainForWhatCameAfterTheLastLook() {
    long job = jobs.job(1);
    AtomicInteger looks = new AtomicInteger();
    jobs.store.afterListing =
        () -> {
          if (looks.incrementAndGet() == 2) {
            assertEquals(1, jobs.store.markUnsent(job, Instant.MAX)); // as a restart does
            dispatcher.begin(job);
          }
        };
    dispatcher.begin(job);
    assertEquals(2, jobs.queue.sent.size());
  }

  @Test
  void anErrorKeepsNoJobFromBeingSentLater() {
    long job = jobs.job(1);
    jobs.store.afterListing =
        () -> {
          throw new StackOverflowError("for this test");
        };
    assertThrows(StackOverflowError.class, () -> dispatcher.begin(job));
    jobs.store.afterListing = () -> {};
    dispatcher.begin(job);
    assertEquals(1, jobs.queue.sent.size());
  }

  @Test
  void leavesTheRestToTheNextStartWhenTheServerStops() {
    JobDispatcher stopping =
        jobs.dispatcher(
            task -> {
              throw new RejectedExecutionException();
            });

    stopping.begin(jobs.job(1));

    assertTrue(jobs.queue.sent.isEmpty());
  }
}
