package org.healthai.observability;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.healthai.batching.QueueState;
import org.healthai.inference.EngineDescription;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelStatus;
import org.healthai.model.ServedModel;
import org.healthai.model.packaging.ModelId;

/**
 * Shows what every loaded model is and holds. Models come and go, so {@link #refresh} is called now
 * and then; a model that is gone reads 0. Safe for many threads.
 */
public final class ModelGauges {
  private final MetricRegistry metrics;
  private final ModelRegistry models;
  private final Set<ModelId> shown = ConcurrentHashMap.newKeySet();

  /** Gauges in {@code metrics} for the models of {@code models}. */
  public ModelGauges(MetricRegistry metrics, ModelRegistry models) {
    this.metrics = metrics;
    this.models = models;
  }

  /** Adds the gauges of models that were not there before. */
  public void refresh() {
    for (ModelStatus status : models.listStatuses()) {
      status.served().filter(served -> shown.add(served.id())).ifPresent(this::show);
    }
  }

  private void show(ServedModel served) {
    ModelId id = served.id();
    EngineDescription engine = served.engine();
    gauge(
        MetricNames.MODEL_INFO,
        id,
        model -> 1,
        new Tag("engine", engine.engine()),
        new Tag("backend", engine.backend()));
    gauge(MetricNames.OFF_HEAP, id, ServedModel::offHeapBytes);
    gauge(MetricNames.MODEL_INSTANCES, id, ModelGauges::instances);
    gauge(MetricNames.QUEUE_DEPTH, id, model -> model.statistics().depth());
    gauge(MetricNames.QUEUE_RUNNING, id, model -> model.statistics().running());
    gauge(MetricNames.QUEUE_OLDEST_WAIT, id, model -> seconds(model.statistics().oldestWait()));
  }

  /** A model has one worker, which owns one engine; none while it is opened anew. */
  private static double instances(ServedModel model) {
    return model.statistics().state() == QueueState.OPEN ? 1 : 0;
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private void gauge(
      String name, ModelId id, ToDoubleFunction<ServedModel> value, Tag... furtherTags) {
    Tag[] tags = new Tag[2 + furtherTags.length];
    System.arraycopy(PredictionMetrics.tagsOf(id), 0, tags, 0, 2);
    System.arraycopy(furtherTags, 0, tags, 2, furtherTags.length);
    metrics.gauge(name, () -> read(id, value), tags);
  }

  private Double read(ModelId id, ToDoubleFunction<ServedModel> value) {
    return models
        .findStatus(id.name(), id.version())
        .flatMap(ModelStatus::served)
        .map(value::applyAsDouble)
        .orElse(0.0);
  }
}
