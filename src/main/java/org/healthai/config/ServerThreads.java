package org.healthai.config;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.healthai.store.StoreOpener;

/**
 * The threads of the application: everything that waits, decodes or computes does so here and not
 * on the server's request threads, so that health answers whatever the load. Every pool makes its
 * threads by the container's factory: they see the application and its transactions.
 */
final class ServerThreads implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration HANGING = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Loading is done one model after the other; closing one may wait for its last films. */
  private static final int BACKGROUND_THREADS = 2;

  /** The store's opening, its probe and the watch may each wait for the database. */
  private static final int HOUSEKEEPING_THREADS = 3;

  /** What surrounds jobs: webhooks, gauges, the queue's probe, telling of progress. */
  private static final int CHORE_THREADS = 4;

  /** One for each chore that looks at places of films: a share that hangs holds its own only. */
  private static final int SHARE_THREADS = 4;

  /** Look names up and hear what receivers of webhooks say. */
  private static final int CALLING_THREADS = 2;

  /** Jobs whose messages are sent at once; each waits for database and broker by turns. */
  private static final int DISPATCH_THREADS = 2;

  /** Films of one place that are read at once: more than the workers of a server by default. */
  private static final int FILM_THREADS = 8;

  /** Films that wait for such a thread; that many wait only for a place that hangs. */
  private static final int FILMS_WAITING = 64;

  /** Remove kept films that are answered: as slow as a storage is, no film waits for that. */
  private static final int ANSWERED_THREADS = 4;

  /** More than fit are removed with their job's others. */
  private static final int ANSWERED_WAITING = 10_000;

  /** Some kilobytes; more than are lost when the store is away for a moment. */
  private static final int CACHE_WRITES_WAITING = 1_000;

  private final ThreadFactory computing;
  private final ThreadPoolExecutor lanes;
  private final ThreadPoolExecutor decoders;
  private final ThreadPoolExecutor store;
  private final ThreadPoolExecutor background;
  private final ThreadPoolExecutor completions;
  private final ThreadPoolExecutor cacheWriters;
  private final ThreadPoolExecutor shadow;
  private final ThreadPoolExecutor callers;
  private final ThreadPoolExecutor dispatchers;
  private final ThreadPoolExecutor films;
  private final ThreadPoolExecutor rootFilms;
  private final ThreadPoolExecutor answered;
  private final ScheduledThreadPoolExecutor housekeeping;
  private final ScheduledThreadPoolExecutor chores;
  private final ScheduledThreadPoolExecutor shares;
  private final List<Runnable> stops = new CopyOnWriteArrayList<>();

  /**
   * Pools without threads; they make them when there is work.
   *
   * @param decodeThreads threads that decode films
   * @param storeThreads threads that wait for the database; at most its connections
   */
  ServerThreads(ThreadFactory factory, int decodeThreads, int storeThreads) {
    this.computing = task -> givingWay(factory.newThread(task));
    this.lanes = unbounded(computing);
    this.decoders = pool(decodeThreads, computing);
    this.store = pool(storeThreads, factory);
    this.background = pool(BACKGROUND_THREADS, factory);
    this.completions = pool(1, factory);
    this.cacheWriters = pool(1, new ArrayBlockingQueue<>(CACHE_WRITES_WAITING), factory);
    this.cacheWriters.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    this.shadow = pool(1, computing);
    this.callers = pool(CALLING_THREADS, factory);
    this.dispatchers = pool(DISPATCH_THREADS, factory);
    this.films = pool(FILM_THREADS, new ArrayBlockingQueue<>(FILMS_WAITING), factory);
    this.rootFilms = pool(FILM_THREADS, new ArrayBlockingQueue<>(FILMS_WAITING), factory);
    this.answered = pool(ANSWERED_THREADS, new ArrayBlockingQueue<>(ANSWERED_WAITING), factory);
    this.answered.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    this.housekeeping = new ScheduledThreadPoolExecutor(HOUSEKEEPING_THREADS, factory);
    this.chores = new ScheduledThreadPoolExecutor(CHORE_THREADS, factory);
    this.shares = new ScheduledThreadPoolExecutor(SHARE_THREADS, factory);
  }

  /**
   * What computes has the lowest priority, so that what answers does not wait for it. Linux heeds
   * that with the options of {@code liberty/jvm.options}, also for the OpenMP threads that the
   * thread starts.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing here is right or wrong by it, only late
  private static Thread givingWay(Thread thread) {
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  private static ThreadPoolExecutor pool(int threads, ThreadFactory factory) {
    return pool(threads, new LinkedBlockingQueue<>(), factory);
  }

  private static ThreadPoolExecutor pool(
      int threads, BlockingQueue<Runnable> queue, ThreadFactory factory) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS, queue, factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Starts everything at once: the models' own threads bound what they ask for. */
  private static ThreadPoolExecutor unbounded(ThreadFactory factory) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE.toSeconds(),
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        factory);
  }

  /** Makes threads that live long and compute: one a model. */
  ThreadFactory computing() {
    return computing;
  }

  /** Computes beside a model's own thread, which waits for it. */
  Executor lanes() {
    return lanes;
  }

  /** Decodes films. Unbounded queue: who submits bounds the films in flight. */
  ExecutorService decoders() {
    return decoders;
  }

  /** Waits for the database and hands answers out. */
  ExecutorService store() {
    return store;
  }

  /** Hands scores out: what follows must not hold up the model's own thread. */
  ExecutorService completions() {
    return completions;
  }

  /** Writes into the shared result cache; drops what it is too slow for. */
  ExecutorService cacheWriters() {
    return cacheWriters;
  }

  /** Threads that use the shared result cache: the decoders, the writer and the probe. */
  int cacheUsers() {
    return decoders.getMaximumPoolSize() + cacheWriters.getMaximumPoolSize() + 1;
  }

  /** Lets candidates look at answered films. */
  ExecutorService shadow() {
    return shadow;
  }

  /** Loads models. */
  ExecutorService background() {
    return background;
  }

  /** Small tasks that may wait for the database. */
  ExecutorService housekeeping() {
    return housekeeping;
  }

  /**
   * Sends the messages of jobs; what is left when the server stops is sent after its next start.
   */
  ExecutorService dispatchers() {
    return dispatchers;
  }

  /**
   * Reads kept films of jobs: where these lie, a share may hang, which must not hang anything else.
   * Refuses more when it does.
   */
  ExecutorService films() {
    return films;
  }

  /** As {@link #films}, of films below import roots. */
  ExecutorService rootFilms() {
    return rootFilms;
  }

  /**
   * Removes kept films that are answered, behind everything else; drops what a storage is too slow
   * for, and what is left when the server stops: it goes with the other films of its job.
   */
  ExecutorService answered() {
    return answered;
  }

  /** Calls other servers. */
  ExecutorService callers() {
    return callers;
  }

  /** Runs later what may take long, so that health does not wait for it. */
  StoreOpener.Delay chores() {
    return (delay, task) -> {
      var unused = chores.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    };
  }

  /** Runs later what may wait for a share for ever: at most as many chores as threads. */
  StoreOpener.Delay shares() {
    return (delay, task) -> {
      var unused = shares.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    };
  }

  /** Tries again later what failed because something else is not there yet. */
  StoreOpener.Delay delays() {
    return (delay, task) -> {
      var unused = housekeeping.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    };
  }

  /** Runs that first when it is closed: what is to be done later will not be done. */
  void onStop(Runnable stop) {
    stops.add(stop);
  }

  /**
   * Finishes what was submitted, for a while, and interrupts what is left. A pool ends only after
   * those that hand their work on to it, so that a film which is being decoded is still answered.
   */
  @Override
  public void close() {
    stops.forEach(Runnable::run);
    housekeeping.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    chores.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    shares.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    List.of(shares, films, rootFilms, answered).forEach(ServerThreads::endAtOnce);
    long deadline = System.nanoTime() + STOP.toNanos();
    for (ThreadPoolExecutor pool :
        List.of(
            chores,
            callers,
            dispatchers,
            housekeeping,
            background,
            decoders,
            completions,
            store,
            shadow,
            cacheWriters,
            lanes)) {
      pool.shutdown();
      awaitOrInterrupt(pool, deadline - System.nanoTime());
    }
  }

  /** What may hang on a share must not use up the time of films that are being answered. */
  private static void endAtOnce(ThreadPoolExecutor pool) {
    pool.shutdown();
    awaitOrInterrupt(pool, HANGING.toNanos());
  }

  private static void awaitOrInterrupt(ThreadPoolExecutor pool, long nanos) {
    try {
      if (!pool.awaitTermination(nanos, TimeUnit.NANOSECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
