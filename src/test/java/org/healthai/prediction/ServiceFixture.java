package org.healthai.prediction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditEvents;
import org.healthai.audit.MemoryTrail;
import org.healthai.batching.Priority;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.FakeClassifier;
import org.healthai.prediction.pipeline.FakeDecoder;
import org.healthai.prediction.pipeline.PipelineSettings;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.healthai.prediction.pipeline.StageTimer;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.secret.TestKeys;

/** Services on fakes, all on the test's thread. */
public final class ServiceFixture {
  public static final Requester REQUESTER = new Requester(Tenant.DEFAULT, 5L);

  private static final Executor HERE = Runnable::run;

  public final AtomicLong now = new AtomicLong();
  public final FakeRepository repository = new FakeRepository();
  public final List<Prediction> heard = new ArrayList<>();
  public final List<StageTimer.Step> steps = new ArrayList<>();
  public final MemoryTrail trail = new MemoryTrail();
  public final PredictionRecorder recorder =
      new PredictionRecorder(repository, FilmArchive.none(), trail.changes());
  public final ScoringPipeline pipeline =
      new ScoringPipeline(
          new PipelineSettings(100, 100, Duration.ofSeconds(4), Duration.ofSeconds(5), 1),
          new FakeDecoder(),
          FakeClassifier.scorer(),
          HERE,
          now::get);
  public AnsweredFilms answered = AnsweredFilms.DONE;
  private final AnswerStore store =
      new AnswerStore(
          recorder,
          new SubjectSealer(TestKeys.ring(TestKeys.key("k1", 1))),
          heard::add,
          (step, took) -> steps.add(step),
          now::get);

  public PredictionService films() {
    return new PredictionService(pipeline, store, HERE, answered);
  }

  public BatchPredictionService batches() {
    return new BatchPredictionService(pipeline, store, HERE, answered, now::get);
  }

  public PredictionOrder order(FakeClassifier model) {
    return new PredictionOrder(
        model,
        Priority.ROUTINE,
        Deadline.in(Duration.ofMinutes(1), now::get),
        REQUESTER,
        AuditEvents.occasion("r-1"),
        SubjectReferences.NONE);
  }
}
