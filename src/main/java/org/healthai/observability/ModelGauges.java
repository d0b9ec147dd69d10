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
  private final Set<Info> infos = ConcurrentHashMap.newKeySet();

  /**
   * What runs a model; another after it was loaded anew, where its plan is not possible any more.
   */
  private record Info(ModelId id, String engine, String backend) {
    static Info of(ServedModel served) {
      EngineDescription engine = served.engine();
      return new Info(served.id(), engine.engine(), engine.backend());
    }
  }

  /** Gauges in {@code metrics} for the models of {@code models}. */
  public ModelGauges(MetricRegistry metrics, ModelRegistry models) {
    this.metrics = metrics;
    this.models = models;
  }

  /** Adds the gauges of models, and of what runs them, that were not there before. */
  public void refresh() {
    for (ModelStatus status : models.listStatuses()) {
      status.served().ifPresent(this::refresh);
    }
  }

  private void refresh(ServedModel served) {
    Info info = Info.of(served);
    if (infos.add(info)) {
      gauge(
          MetricNames.MODEL_INFO,
          info.id(),
          model -> Info.of(model).equals(info) ? 1 : 0,
          new Tag("engine", info.engine()),
          new Tag("backend", info.backend()));
    }
    if (shown.add(info.id())) {
      show(info.id());
    }
  }

  private void show(ModelId id) {
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
