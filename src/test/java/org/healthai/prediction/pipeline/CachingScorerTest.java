package org.healthai.prediction.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Film;
import org.healthai.image.PreparedFilm;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.inference.ClassScores;
import org.healthai.prediction.cache.LookupListener;
import org.healthai.prediction.cache.MemoryScoreCache;
import org.healthai.prediction.pipeline.StageTimer.Step;
import org.junit.jupiter.api.Test;

class CachingScorerTest {
  private final AtomicLong now = new AtomicLong();
  private final FakeClassifier model = FakeClassifier.waiting();
  private final List<Step> steps = new ArrayList<>();
  private int preprocessed;
  private final FilmScorer asking =
      new ModelScorer(
          (film, preprocessing) -> {
            preprocessed++;
            return PreparedFilm.of(new float[] {film.samples()[0]});
          },
          (step, took) -> steps.add(step),
          now::get);
  private final MemoryScoreCache cache =
      new MemoryScoreCache(100, Duration.ofHours(1), now::get, LookupListener.NONE);
  private CachingScorer scorer = release("1.0");

  private CachingScorer release(String version) {
    return new CachingScorer(cache, asking, version, (step, took) -> steps.add(step), now::get);
  }

  @Test
  void asksTheModelOnceAboutTheSamePixels() {
    ClassScores said = FakeClassifier.scores(0.75);
    CompletableFuture<FilmAnswer> first = score(7);
    model.calls().get(0).answer().complete(said);

    FilmAnswer second = score(7).join();

    assertFalse(first.join().cached());
    assertTrue(second.cached());
    assertSame(said, second.scores());
    assertEquals(1, model.calls().size());
    assertEquals(1, preprocessed);
    assertEquals(List.of(Step.LOOKUP, Step.PREPROCESS, Step.LOOKUP), steps);
  }

  @Test
  void asksAboutOtherPixels() {
    score(7);
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.75));

    CompletableFuture<FilmAnswer> other = score(8);

    assertFalse(other.isDone());
    assertEquals(2, model.calls().size());
  }

  @Test
  void doesNotRememberWhatAnotherEngineSaidMeanwhile() {
    score(7);
    model.runOn("graph");
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.75));
    model.runOn("plan");

    score(7);

    assertEquals(2, model.calls().size());
  }

  @Test
  void asksAgainAfterAnUpgrade() {
    score(7);
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.75));
    scorer = release("1.1");

    score(7);

    assertEquals(2, model.calls().size());
  }

  @Test
  void doesNotRememberFailures() {
    score(7);
    model
        .calls()
        .get(0)
        .answer()
        .completeExceptionally(new HealthAiException(ErrorCode.DEADLINE_PASSED, "late"));

    score(7);

    assertEquals(2, model.calls().size());
  }

  @Test
  void equalFilmsThatArriveTogetherAreAllAnswered() {
    CompletableFuture<FilmAnswer> bulk = score(7, Priority.BULK);
    CompletableFuture<FilmAnswer> stat = score(7, Priority.STAT);

    assertEquals(
        List.of(Priority.BULK, Priority.STAT),
        model.calls().stream().map(FakeClassifier.Call::priority).toList());
    model.calls().get(1).answer().complete(FakeClassifier.scores(0.75));
    assertTrue(stat.isDone());
    assertFalse(bulk.isDone());
    model.calls().get(0).answer().complete(FakeClassifier.scores(0.75));
    assertFalse(bulk.join().cached());
  }

  private CompletableFuture<FilmAnswer> score(int film) {
    return score(film, Priority.ROUTINE);
  }

  private CompletableFuture<FilmAnswer> score(int film, Priority priority) {
    return scorer.score(
        Film.of(1, 1, Colour.GREY, new byte[] {(byte) film}),
        model,
        priority,
        Deadline.in(Duration.ofMinutes(1), now::get));
  }
}
