package org.healthai.prediction.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import org.healthai.access.rest.Callers;
import org.healthai.audit.Occasion;
import org.healthai.batching.Priority;
import org.healthai.prediction.PredictionOrder;
import org.healthai.prediction.PredictionSettings;
import org.healthai.prediction.Requester;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.FilmClassifiers;
import org.healthai.prediction.pipeline.FilmRoute;
import org.healthai.prediction.subject.SubjectReferences;

/** Makes orders out of what a client wrote. Safe for many threads. */
@Dependent
public class OrderFactory {
  /** What a film has when the client says nothing. */
  static final Priority FILM_PRIORITY = Priority.ROUTINE;

  /** What the films of a batch have when the client says nothing. */
  static final Priority BATCH_PRIORITY = Priority.BULK;

  private final FilmClassifiers classifiers;
  private final PredictionSettings settings;

  /** A factory for these models. */
  @Inject
  public OrderFactory(FilmClassifiers classifiers, PredictionSettings settings) {
    this.classifiers = classifiers;
    this.settings = settings;
  }

  PredictionOrder forFilm(PredictQuery query, SecurityContext security, Occasion occasion) {
    return order(query, FILM_PRIORITY, settings.timeout(), security, occasion);
  }

  PredictionOrder forBatch(PredictQuery query, SecurityContext security, Occasion occasion) {
    return order(query, BATCH_PRIORITY, settings.batchTimeout(), security, occasion);
  }

  private PredictionOrder order(
      PredictQuery query,
      Priority priority,
      Duration timeout,
      SecurityContext security,
      Occasion occasion) {
    Duration limit = Parameters.toTimeout(query.timeout, settings.maxTimeout()).orElse(timeout);
    SubjectReferences subject = query.toSubject();
    return new PredictionOrder(
        toRoute(query),
        Parameters.toPriority(query.priority, priority),
        Deadline.in(limit, System::nanoTime),
        Requester.of(Callers.of(security)),
        occasion,
        subject);
  }

  private FilmRoute toRoute(PredictQuery query) {
    FilmRoute route =
        classifiers.route(
            Parameters.toText("model", query.model),
            Parameters.toText("version", query.version),
            query.toStudy());
    String point = Parameters.toText(PredictQuery.OPERATING_POINT, query.operatingPoint);
    return point == null ? route : route.at(point);
  }
}
