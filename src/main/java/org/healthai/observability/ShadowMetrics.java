package org.healthai.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.healthai.model.packaging.ModelId;
import org.healthai.prediction.shadow.ShadowListener;

/** Counts the films in a shadow's share. Safe for many threads. */
@ApplicationScoped
public class ShadowMetrics implements ShadowListener {
  private final MetricRegistry metrics;

  /** For the container. */
  @SuppressWarnings("NullAway") // the proxy never uses its own fields
  protected ShadowMetrics() {
    this.metrics = null;
  }

  /** Counts in this registry. */
  @Inject
  public ShadowMetrics(MetricRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void onFilm(ModelId candidate, Outcome outcome) {
    metrics
        .counter(
            MetricNames.SHADOW_FILMS,
            new Tag("model", candidate.name()),
            new Tag("version", candidate.version()),
            new Tag("outcome", outcome.name().toLowerCase(Locale.ROOT)))
        .inc();
  }
}
