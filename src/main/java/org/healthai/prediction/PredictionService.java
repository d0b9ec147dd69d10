package org.healthai.prediction;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.healthai.prediction.pipeline.ScoringPipeline;

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

  /**
   * A service.
   *
   * @param storeThreads runs the short transactions and hands answers and failures out
   */
  public PredictionService(ScoringPipeline pipeline, AnswerStore store, Executor storeThreads) {
    this.pipeline = pipeline;
    this.store = store;
    this.storeThreads = storeThreads;
  }

  /**
   * Predicts.
   *
   * @param file taken over and closed in every case
   * @return the stored prediction; fails with {@code HealthAiException}, and then nothing is stored
   */
  public CompletionStage<Prediction> predict(UploadedFile file, PredictionOrder order) {
    return CompletableFuture.completedFuture(file)
        .thenApply(UploadedFile::getUpload)
        .thenCompose(
            upload ->
                pipeline.score(upload, order.classifier(), order.priority(), order.deadline()))
        .handleAsync(Outcome::new, storeThreads)
        .thenApply(outcome -> store.save(file, outcome.get(), order))
        .whenComplete((stored, failure) -> file.close());
  }
}
