package org.healthai.job;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionOrder;
import org.healthai.prediction.PredictionService;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.FilmRoute;
import org.healthai.prediction.pipeline.SlowDecodingException;
import org.healthai.store.StoreOpener;

/**
 * Works on one film of a job. Safe for many threads; none of them waits.
 *
 * <p>An attempt is counted and committed before the film is touched, so that one which ends the
 * process is given up one day. The answer and the film's state are one transaction, so that there
 * is never the one without the other; of two workers with the same film one wins, and the other's
 * transaction is undone. What is nobody's fault is tried again here for a while: messages wait in
 * their queue meanwhile instead of being used up.
 */
public final class ItemWorker implements ItemWork {
  private static final System.Logger LOG = System.getLogger(ItemWorker.class.getName());
  private static final Duration LONG_PAUSE = Duration.ofSeconds(10);

  private final Stores stores;
  private final FilmOpener films;
  private final ItemSealer sealer;
  private final PredictionService predictions;
  private final JobModels models;
  private final JobSettings settings;
  private final AttemptTimes times;
  private final JobListener listener;
  private final Surroundings surroundings;
  private final HeldMessages held;

  /**
   * Where what becomes of films goes.
   *
   * @param items the films
   * @param ending asked whether a job has ended
   * @param queue takes films that are to be worked on elsewhere
   * @param dispatch sends films again that are to be worked on later
   */
  public record Stores(
      JobItemRepository items, JobEnding ending, ItemQueue queue, JobDispatch dispatch) {}

  /**
   * What the worker runs on.
   *
   * @param store threads that may wait for the database
   * @param films read films
   * @param delay runs something later
   */
  public record Surroundings(
      Executor store, FilmThreads films, StoreOpener.Delay delay, Clock clock) {}

  /**
   * One attempt at what a message says.
   *
   * @param number how many it is of those that are counted; 0 when it was not begun: then none may
   *     be taken back
   */
  private record Attempt(ItemRef ref, ClaimRules rules, Instant heldUntil, int number) {}

  /** A worker. */
  public ItemWorker(
      Stores stores,
      FilmOpener films,
      ItemSealer sealer,
      PredictionService predictions,
      JobModels models,
      JobSettings settings,
      JobListener listener,
      Surroundings surroundings) {
    this.stores = stores;
    this.films = films;
    this.sealer = sealer;
    this.predictions = predictions;
    this.models = models;
    this.settings = settings;
    this.times = AttemptTimes.of(settings.filmTimeout());
    this.listener = listener;
    this.surroundings = surroundings;
    this.held = new HeldMessages(surroundings.delay());
  }

  @Override
  public CompletionStage<?> work(ItemRef ref, boolean apart) {
    if (films.putOff(ref)) {
      return CompletableFuture.completedFuture(ref);
    }
    return attempt(
        ref,
        new ClaimRules(settings.maxAttempts(), apart),
        surroundings.clock().instant().plus(times.held()));
  }

  private CompletionStage<Object> attempt(ItemRef ref, ClaimRules rules, Instant heldUntil) {
    AtomicInteger number = new AtomicInteger();
    return CompletableFuture.supplyAsync(() -> claim(ref, rules), surroundings.store())
        .thenCompose(
            claim -> {
              number.set(claim.attempt());
              return follow(ref, claim);
            })
        .handleAsync((done, failure) -> failure, surroundings.store())
        .thenCompose(
            failure ->
                failure == null
                    ? CompletableFuture.completedFuture(ref)
                    : afterFailure(new Attempt(ref, rules, heldUntil, number.get()), failure));
  }

  private Claim claim(ItemRef ref, ClaimRules rules) {
    return stores.items().claim(ref, rules, surroundings.clock().instant());
  }

  /** On a thread of the store. */
  private CompletionStage<?> follow(ItemRef ref, Claim claim) {
    switch (claim.decision()) {
      case WORK -> {
        return answer(ref, claim);
      }
      case SET_APART -> stores.queue().sendApart(ref);
      case STOP -> stores.ending().look(ref.jobId());
      case GIVE_UP -> giveUp(ref);
      case GONE -> {
        // somebody else has seen to it
      }
    }
    return CompletableFuture.completedFuture(ref);
  }

  private void giveUp(ItemRef ref) {
    LOG.log(Level.ERROR, "film {0} of a job was given up after all its attempts", ref);
    listener.onFailed(ErrorCode.ATTEMPTS_EXHAUSTED);
    stores.ending().look(ref.jobId());
    stores.queue().sendDead(ref);
  }

  /** On a thread of the store; the film is read, and its decoding begun, on one for films. */
  private CompletionStage<?> answer(ItemRef ref, Claim claim) {
    Job job = Claim.require(claim.job());
    JobItem item = Claim.require(claim.item());
    Instant started = surroundings.clock().instant();
    ItemDetails details =
        sealer.open(item.sealedDetails(), job.details().inputFolder(), ref.item());
    FilmRoute route = models.routeOf(job.details().model());
    FilmThreads threads = surroundings.films();
    return threads
        .call(item, () -> films.open(job, item, details), UploadedFile::close)
        .thenCompose(film -> predict(film, ref, orderOf(job, route, details)))
        .thenAccept(
            stored -> {
              threads.later(() -> films.forget(job, item));
              done(ref, started);
            });
  }

  private CompletionStage<Prediction> predict(
      UploadedFile film, ItemRef ref, PredictionOrder order) {
    return predictions.predict(film, order, stored -> finish(ref, stored));
  }

  /** Its time begins now. */
  private PredictionOrder orderOf(Job job, FilmRoute route, ItemDetails details) {
    return new PredictionOrder(
        route,
        Priority.BULK,
        Deadline.in(settings.filmTimeout(), System::nanoTime),
        job.details().requester(),
        job.occasion(),
        details.subject());
  }

  /** Within the transaction that stores the prediction. */
  private void finish(ItemRef ref, Prediction stored) {
    if (!stores.items().finish(ref, stored.id(), surroundings.clock().instant())) {
      throw new AnsweredElsewhereException();
    }
  }

  private void done(ItemRef ref, Instant started) {
    listener.onDone(Duration.between(started, surroundings.clock().instant()));
    stores.ending().look(ref.jobId());
  }

  /** On a thread of the store. */
  private CompletionStage<Object> afterFailure(Attempt attempt, Throwable failure) {
    ItemRef ref = attempt.ref();
    if (AnsweredElsewhereException.isIn(failure)) {
      return CompletableFuture.completedFuture(ref);
    }
    if (SlowDecodingException.isIn(failure)) {
      return slow(attempt);
    }
    HealthAiException known = HealthAiException.findIn(failure).orElse(null);
    ErrorCode code = known == null ? ErrorCode.INTERNAL_ERROR : known.code();
    return switch (Blame.of(code)) {
      case FILM -> fail(ref, new ItemFailure(code, known == null ? "" : known.detail()));
      case NOBODY -> again(attempt, code);
      case SERVER -> {
        LOG.log(Level.ERROR, "an attempt at film " + ref + " of a job failed", failure);
        yield later(ref, code, true);
      }
    };
  }

  /** Its own fault, but perhaps something else made it slower than it is. */
  private CompletionStage<Object> slow(Attempt attempt) {
    LOG.log(
        Level.WARNING,
        "film {0} of a job could not be decoded in time, attempt {1}",
        attempt.ref(),
        attempt.number());
    return attempt.number() < attempt.rules().maxAttempts()
        ? later(attempt.ref(), ErrorCode.DEADLINE_PASSED, true)
        : fail(attempt.ref(), attempt.rules().tooSlow(settings.filmTimeout()));
  }

  private CompletionStage<Object> fail(ItemRef ref, ItemFailure failure) {
    try {
      if (stores.items().fail(ref, failure, surroundings.clock().instant())) {
        listener.onFailed(failure.code());
        stores.ending().look(ref.jobId());
      }
      return CompletableFuture.completedFuture(ref);
    } catch (HealthAiException away) {
      return later(ref, away.code(), true);
    }
  }

  private CompletionStage<Object> again(Attempt attempt, ErrorCode code) {
    ItemRef ref = attempt.ref();
    if (!Blame.isForAll(code) || !surroundings.clock().instant().isBefore(attempt.heldUntil())) {
      return later(ref, code, attempt.number() == 0);
    }
    release(attempt, code);
    listener.onRetry(code);
    return held.hold(AttemptTimes.PAUSE, () -> attempt(ref, attempt.rules(), attempt.heldUntil()));
  }

  private void release(Attempt attempt, ErrorCode code) {
    if (attempt.number() == 0) {
      return;
    }
    ItemRef ref = attempt.ref();
    try {
      boolean released = stores.items().release(ref, surroundings.clock().instant());
      LOG.log(Level.DEBUG, "film {0} of a job waits ({1}, {2})", ref, code, released);
    } catch (HealthAiException away) {
      LOG.log(Level.DEBUG, "the store is away", away); // the attempt stays counted
    }
  }

  /**
   * Lets the message go. That another one is to be sent after a while is in the film's row: should
   * this server end meanwhile, others send it.
   *
   * @param counted whether the attempt stays counted, where there was one
   */
  private CompletionStage<Object> later(ItemRef ref, ErrorCode code, boolean counted) {
    listener.onRetry(code);
    Instant now = surroundings.clock().instant();
    try {
      if (stores.items().postpone(ref, now.plus(LONG_PAUSE), counted, now)) {
        afterwards(() -> stores.dispatch().begin(ref.jobId()));
      }
    } catch (HealthAiException away) {
      LOG.log(Level.DEBUG, "the store is away", away); // the attempt stays counted
      afterwards(() -> send(ref));
    }
    return CompletableFuture.completedFuture(ref);
  }

  private void afterwards(Runnable task) {
    try {
      surroundings.delay().run(LONG_PAUSE, task);
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.DEBUG, "the server is stopping; another one sends the film", stopping);
    }
  }

  private void send(ItemRef ref) {
    try {
      stores.queue().send(List.of(ref));
    } catch (HealthAiException away) {
      LOG.log(Level.DEBUG, "the broker is away; the film is sent again later", away);
    }
  }

  /** Lets messages go that wait for another attempt: the server stops. */
  public void stop() {
    held.stop();
  }
}
