package org.healthai.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthai.batching.BatchingQueue;
import org.healthai.batching.Priority;
import org.healthai.batching.QueueStatistics;
import org.healthai.image.PreparedFilm;
import org.healthai.inference.ClassScores;
import org.healthai.inference.EngineDescription;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelManifest;

/**
 * A loaded model behind its queue. Safe for many threads; holds native memory until {@link #close}.
 */
public final class ServedModel implements AutoCloseable {
  private final ModelManifest manifest;
  private final EngineSlot engine;
  private final BatchingQueue<PreparedFilm, float[]> queue;
  private final Optional<String> card;

  ServedModel(
      ModelManifest manifest,
      EngineSlot engine,
      BatchingQueue<PreparedFilm, float[]> queue,
      Optional<String> card) {
    this.manifest = manifest;
    this.engine = engine;
    this.queue = queue;
    this.card = card;
  }

  /** Name and version. */
  public ModelId id() {
    return manifest.id();
  }

  /** The package's manifest. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** The package's {@code MODEL_CARD.md}, where it has one. */
  public Optional<String> card() {
    return card;
  }

  /** What runs the model. */
  public EngineDescription engine() {
    return engine.facts().description();
  }

  /**
   * Everything besides the pixels that decides an answer, the engine that runs now included: models
   * of equal identity give equal inputs the same answer. Costs nothing.
   */
  public List<String> answerIdentity() {
    return engine.facts().identity();
  }

  /** Bytes of native memory the engine held when it was warm. */
  public long offHeapBytes() {
    return engine.facts().offHeapBytes();
  }

  /** One look at the queue. */
  public QueueStatistics statistics() {
    return queue.statistics();
  }

  /** How long a film handed in now would wait in the queue, by priority. */
  public Map<Priority, Duration> estimatedWaits() {
    return queue.estimatedWaits();
  }

  /**
   * Classifies one film, waiting as long as it takes. See {@link #classify(PreparedFilm, Priority,
   * Duration)}.
   */
  public CompletableFuture<ClassScores> classify(PreparedFilm film, Priority priority) {
    requireLength(film);
    return calibrated(queue.submit(film, priority));
  }

  /**
   * Classifies one film.
   *
   * @param film as {@link ModelManifest#input} says
   * @param timeLeft a request whose turn comes later is not run
   * @return the answer, or what {@link BatchingQueue} lists; cancelling it takes the request out of
   *     the queue
   * @throws IllegalArgumentException when the input has the wrong length
   */
  public CompletableFuture<ClassScores> classify(
      PreparedFilm film, Priority priority, Duration timeLeft) {
    requireLength(film);
    return calibrated(queue.submit(film, priority, timeLeft));
  }

  private void requireLength(PreparedFilm film) {
    int expected = manifest.input().floatCount();
    if (film.floatCount() != expected) {
      throw new IllegalArgumentException(
          "the model takes %d floats, not %d".formatted(expected, film.floatCount()));
    }
  }

  private CompletableFuture<ClassScores> calibrated(CompletableFuture<float[]> softmax) {
    CompletableFuture<ClassScores> scores =
        softmax.thenApply(
            values -> ClassScores.calibrated(manifest.labels(), values, manifest.temperature()));
    var unused =
        scores.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                softmax.cancel(false);
              }
            });
    return scores;
  }

  /** Completes when the engine is closed and its memory is free. */
  CompletableFuture<Void> ended() {
    return queue.ended();
  }

  /** Drains the queue as {@link BatchingQueue#close} says and closes the engine. */
  @Override
  public void close() {
    queue.close();
  }
}
