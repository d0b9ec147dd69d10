package org.healthai.prediction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.healthai.error.FileFailure;
import org.healthai.prediction.pipeline.ScoredFilm;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.jspecify.annotations.Nullable;

/**
 * Answers many films of one request. Safe for many threads; none of them waits.
 *
 * <p>All films enter the pipeline at once and run as the model's batches; what succeeded is stored
 * in one transaction. A film that fails costs only itself. When none succeeded nothing is stored
 * and the whole request fails.
 */
public final class BatchPredictionService {
  private final ScoringPipeline pipeline;
  private final AnswerStore store;
  private final Executor storeThreads;
  private final AnsweredFilms answered;
  private final LongSupplier nanoClock;

  /**
   * A service.
   *
   * @param storeThreads runs the transactions and hands answers and failures out
   * @param answered gets every film whose answer is stored
   */
  public BatchPredictionService(
      ScoringPipeline pipeline,
      AnswerStore store,
      Executor storeThreads,
      AnsweredFilms answered,
      LongSupplier nanoClock) {
    this.pipeline = pipeline;
    this.store = store;
    this.storeThreads = storeThreads;
    this.answered = answered;
    this.nanoClock = nanoClock;
  }

  /**
   * Predicts.
   *
   * @param files at least one; taken over and closed in every case
   * @return what became of each file; fails with {@code HealthAiException} when no file succeeded
   *     or the answers cannot be stored
   */
  public CompletionStage<BatchOutcome> predict(List<UploadedFile> files, PredictionOrder order) {
    long started = nanoClock.getAsLong();
    List<CompletableFuture<Outcome<ScoredFilm>>> pending =
        files.stream().map(file -> score(file, order)).toList();
    return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            done -> {
              List<Outcome<ScoredFilm>> films =
                  pending.stream().map(CompletableFuture::join).toList();
              return finish(files, films, order, started);
            },
            storeThreads)
        .whenComplete((outcome, failure) -> closeUnlessTaken(files, outcome));
  }

  /** Every file of an outcome was closed or taken over when it was made. */
  private static void closeUnlessTaken(List<UploadedFile> files, @Nullable BatchOutcome outcome) {
    if (outcome == null) {
      files.forEach(UploadedFile::close);
    }
  }

  private CompletableFuture<Outcome<ScoredFilm>> score(UploadedFile file, PredictionOrder order) {
    return CompletableFuture.completedFuture(file)
        .thenApply(UploadedFile::getUpload)
        .thenCompose(
            upload -> pipeline.score(upload, order.route(), order.priority(), order.deadline()))
        .handle(Outcome::new);
  }

  private BatchOutcome finish(
      List<UploadedFile> files,
      List<Outcome<ScoredFilm>> films,
      PredictionOrder order,
      long started) {
    List<PredictionRecord> records = new ArrayList<>();
    List<UploadedFile> scored = new ArrayList<>();
    List<FileFailure> failures = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      UploadedFile file = files.get(i);
      Outcome<ScoredFilm> film = films.get(i);
      if (film.failureOrNull() == null) {
        records.add(store.toRecord(file, film.get(), order));
        scored.add(file);
      } else {
        failures.add(BatchFailures.toFailure(i, file, film.failureOrNull()));
      }
    }
    if (records.isEmpty()) {
      throw BatchFailures.allFailed(failures);
    }
    List<Prediction> stored = store.saveBatch(records, failures.size(), order);
    release(files, scored, stored);
    return new BatchOutcome(stored, failures, Duration.ofNanos(nanoClock.getAsLong() - started));
  }

  private void release(
      List<UploadedFile> files, List<UploadedFile> scored, List<Prediction> stored) {
    for (int i = 0; i < scored.size(); i++) {
      answered.take(stored.get(i), scored.get(i));
    }
    files.stream().filter(file -> !scored.contains(file)).forEach(UploadedFile::close);
  }
}
