package org.healthai.prediction.shadow;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ServedModel;
import org.healthai.prediction.AnsweredFilms;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.shadow.ShadowListener.Outcome;

/**
 * Lets the shadow of a model look at its share of the films that were answered. Nothing of it can
 * hold up a client: a film is taken over only when its answer is stored, when there is room for it
 * and nothing else to do, and whatever goes wrong stays here. Safe for many threads.
 */
public final class ShadowTraffic implements AnsweredFilms {
  private static final Logger LOG = Logger.getLogger(ShadowTraffic.class.getName());

  /** Films taken and not yet looked at; each keeps its place in the upload spool. */
  static final int ROOM = 8;

  private final ModelRegistry models;
  private final ShadowWork work;
  private final Executor thread;
  private final BooleanSupplier busy;
  private final ShadowListener listener;
  private final Semaphore room = new Semaphore(ROOM);

  /**
   * Traffic for the shadows of {@code models}.
   *
   * @param thread one thread of its own
   * @param busy whether clients need the machine; asked for every film of the share
   */
  public ShadowTraffic(
      ModelRegistry models,
      ShadowWork work,
      Executor thread,
      BooleanSupplier busy,
      ShadowListener listener) {
    this.models = models;
    this.work = work;
    this.thread = thread;
    this.busy = busy;
    this.listener = listener;
  }

  @Override
  public void take(Prediction prediction, UploadedFile film) {
    Optional<ServedModel> candidate = candidateFor(prediction);
    if (candidate.isEmpty()) {
      film.close();
    } else if (busy.getAsBoolean() || !room.tryAcquire()) {
      drop(film, candidate.get());
    } else {
      start(prediction, film, candidate.get());
    }
  }

  private Optional<ServedModel> candidateFor(Prediction prediction) {
    String answered = prediction.classification().modelVersion();
    return models
        .findShadow(prediction.classification().modelName(), prediction.id())
        .filter(candidate -> !candidate.id().version().equals(answered));
  }

  private void start(Prediction prediction, UploadedFile film, ServedModel candidate) {
    try {
      thread.execute(() -> run(prediction, film, candidate));
    } catch (RejectedExecutionException stopping) {
      room.release();
      drop(film, candidate);
    }
  }

  private void drop(UploadedFile film, ServedModel candidate) {
    film.close();
    listener.onFilm(candidate.id(), Outcome.DROPPED);
  }

  private void run(Prediction prediction, UploadedFile film, ServedModel candidate) {
    Outcome outcome = Outcome.FAILED;
    try (film) {
      if (work.run(prediction, film.getUpload(), candidate)) {
        outcome = Outcome.STORED;
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, failure, () -> "shadow " + candidate.id() + " failed on a film");
    } finally {
      room.release();
      listener.onFilm(candidate.id(), outcome);
    }
  }
}
