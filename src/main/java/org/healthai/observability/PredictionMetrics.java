package org.healthai.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.healthai.batching.BatchRun;
import org.healthai.model.InferenceListener;
import org.healthai.model.packaging.ModelId;
import org.healthai.prediction.Classification;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionListener;
import org.healthai.prediction.cache.LookupListener;
import org.healthai.prediction.pipeline.StageTimer;

/** Counts and times predictions. Safe for many threads. */
@ApplicationScoped
public class PredictionMetrics
    implements StageTimer, PredictionListener, InferenceListener, LookupListener {
  private final MetricRegistry metrics;

  /** For the container. */
  @SuppressWarnings("NullAway") // the proxy never uses its own fields
  protected PredictionMetrics() {
    this.metrics = null;
  }

  /** Counts in this registry. */
  @Inject
  public PredictionMetrics(MetricRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void onStep(Step step, Duration duration) {
    time(step.name().toLowerCase(Locale.ROOT), duration);
  }

  @Override
  public void onPrediction(Prediction prediction) {
    Classification answer = prediction.classification();
    metrics
        .counter(
            MetricNames.PREDICTIONS,
            new Tag("model", answer.modelName()),
            new Tag("version", answer.modelVersion()),
            new Tag("class", answer.label()))
        .inc();
  }

  @Override
  public void onBatch(ModelId id, BatchRun run) {
    run.waits().forEach(wait -> time("queue", wait));
    time("infer", run.duration());
    metrics.histogram(MetricNames.BATCH_SIZE, tagsOf(id)).update(run.size());
  }

  @Override
  public void onLookup(Level level, Result result) {
    metrics
        .counter(
            MetricNames.CACHE_LOOKUPS,
            new Tag("level", level.name().toLowerCase(Locale.ROOT)),
            new Tag("result", result.name().toLowerCase(Locale.ROOT)))
        .inc();
  }

  static Tag[] tagsOf(ModelId id) {
    return new Tag[] {new Tag("model", id.name()), new Tag("version", id.version())};
  }

  private void time(String stage, Duration duration) {
    metrics.timer(MetricNames.STAGE, new Tag(MetricNames.STAGE_TAG, stage)).update(duration);
  }
}
