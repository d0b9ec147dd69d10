package org.healthai.prediction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.jspecify.annotations.Nullable;

/**
 * Answers one film and remembers the answer. Safe for many threads; none of them waits.
 *
 * <p>The deadline ends with the scores: an answer that came in time is stored and told even when
 * storing it takes longer, so that DEADLINE_PASSED always means that nothing was stored.
 */
public final class PredictionService {
  private final ScoringPipeline pipeline;
  private final AnswerStore store;
  private final Executor storeThreads;
  private final AnsweredFilms answered;

  /**
   * A service.
   *
   * @param storeThreads runs the short transactions and hands answers and failures out
   * @param answered gets every film whose answer is stored
   */
  public PredictionService(
      ScoringPipeline pipeline, AnswerStore store, Executor storeThreads, AnsweredFilms answered) {
    this.pipeline = pipeline;
    this.store = store;
    this.storeThreads = storeThreads;
    this.answered = answered;
  }

  /**
   * Predicts.
   *
   * @param file taken over and closed in every case
   * @return the stored prediction; fails with {@code HealthAiException}, and then nothing is stored
   */
  public CompletionStage<Prediction> predict(UploadedFile file, PredictionOrder order) {
    return predict(file, order, stored -> {});
  }

  /**
   * The same, as a part of something larger.
   *
   * @param alongside called in the transaction that stores the prediction; when it throws, nothing
   *     is stored, and what it threw is what this fails with
   */
  public CompletionStage<Prediction> predict(
      UploadedFile file, PredictionOrder order, Consumer<Prediction> alongside) {
    return CompletableFuture.completedFuture(file)
        .thenApply(UploadedFile::getUpload)
        .thenCompose(
            upload -> pipeline.score(upload, order.route(), order.priority(), order.deadline()))
        .handleAsync(Outcome::new, storeThreads)
        .thenApply(outcome -> store.save(file, outcome.get(), order, alongside))
        .whenComplete((stored, failure) -> release(file, stored));
  }

  private void release(UploadedFile file, @Nullable Prediction stored) {
    if (stored == null) {
      file.close();
    } else {
      answered.take(stored, file);
    }
  }
}
