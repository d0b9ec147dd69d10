package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.healthai.access.Tenant;
import org.healthai.batching.BatchRun;
import org.healthai.model.packaging.ModelId;
import org.healthai.prediction.Classification;
import org.healthai.prediction.FilmFacts;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.Requester;
import org.healthai.prediction.StoredName;
import org.healthai.prediction.pipeline.StageTimer.Step;
import org.healthai.prediction.subject.SealedSubject;
import org.junit.jupiter.api.Test;

class PredictionMetricsTest {
  private static final Duration SHORT = Duration.ofMillis(3);
  private static final Duration LONG = Duration.ofMillis(40);

  private final RecordedMetrics recorded = new RecordedMetrics();
  private final PredictionMetrics metrics = new PredictionMetrics(recorded.registry());

  @Test
  void timesEachStepUnderItsName() {
    metrics.onStep(Step.DECODE, LONG);
    metrics.onStep(Step.PREPROCESS, SHORT);

    assertEquals(List.of(LONG), recorded.updatesOf("healthai_stage{stage=decode}"));
    assertEquals(List.of(SHORT), recorded.updatesOf("healthai_stage{stage=preprocess}"));
  }

  @Test
  void timesTheWaitOfEveryFilmAndTheRunOnce() {
    metrics.onBatch(
        new ModelId("chest_xray", "1"), new BatchRun(List.of(SHORT, Duration.ZERO), LONG, true));

    assertEquals(List.of(SHORT, Duration.ZERO), recorded.updatesOf("healthai_stage{stage=queue}"));
    assertEquals(List.of(LONG), recorded.updatesOf("healthai_stage{stage=infer}"));
    assertEquals(List.of(2), recorded.updatesOf("healthai_batch_size{model=chest_xray,version=1}"));
  }

  @Test
  void countsAnswersByModelAndClass() {
    Classification answer =
        new Classification(
            "chest_xray", "1", "Normal", Map.of("Normal", 0.75, "Pneumonia", 0.25), LONG, false);
    StoredName name = new StoredName("img_00112233445566778899aabbccddeeff.png");

    metrics.onPrediction(
        new Prediction(
            1,
            Instant.EPOCH,
            name,
            answer,
            new FilmFacts("png", 70, 80),
            new Requester(Tenant.DEFAULT, null),
            SealedSubject.NONE,
            null));

    assertEquals(
        List.of(1),
        recorded.updatesOf("healthai_predictions{model=chest_xray,version=1,class=Normal}"));
  }
}
