package org.healthai.observability;

import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.prediction.pipeline.PipelineLoad;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.healthai.prediction.upload.UploadSpool;

/** Shows where films are before a model has them. Safe for many threads. */
public final class FilmGauges {
  private final MetricRegistry metrics;
  private final ScoringPipeline pipeline;

  /** Gauges in {@code metrics} for the films in {@code pipeline}. */
  public FilmGauges(MetricRegistry metrics, ScoringPipeline pipeline) {
    this.metrics = metrics;
    this.pipeline = pipeline;
  }

  /** Adds the gauges, those of {@code uploads} among them. */
  public void show(UploadSpool uploads) {
    gauge(MetricNames.FILMS_IN_FLIGHT, PipelineLoad::inFlight);
    gauge(MetricNames.FILMS_DECODING, PipelineLoad::decoding);
    gauge(MetricNames.FILMS_WAITING, PipelineLoad::waiting);
    gauge(MetricNames.FILMS_OLDEST_WAIT, load -> ModelGauges.seconds(load.oldestWait()));
    metrics.gauge(MetricNames.UPLOADS_ON_DISK, uploads::bytesOnDisk);
  }

  private void gauge(String name, ToDoubleFunction<PipelineLoad> value) {
    metrics.gauge(name, () -> value.applyAsDouble(pipeline.load()));
  }
}
