package org.healthai.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.healthai.limit.LimitKind;
import org.healthai.limit.LimitListener;

/** Counts what the limits let through and refused. Safe for many threads. */
@ApplicationScoped
public class LimitMetrics implements LimitListener {
  private final MetricRegistry metrics;

  /** For the container. */
  @SuppressWarnings("NullAway") // the proxy never uses its own fields
  protected LimitMetrics() {
    this.metrics = null;
  }

  /** Counts in this registry. */
  @Inject
  public LimitMetrics(MetricRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void onDecision(LimitKind kind, boolean allowed) {
    metrics
        .counter(
            MetricNames.LIMITS,
            new Tag("kind", kind.wireName()),
            new Tag("result", allowed ? "allowed" : "refused"))
        .inc();
  }
}
