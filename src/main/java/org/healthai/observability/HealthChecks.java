package org.healthai.observability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The checks behind {@code /health/started}, {@code /health/live} and {@code /health/ready}. */
@ApplicationScoped
public class HealthChecks {

  /** Up from the first moment that the server could answer a film. */
  @Produces
  @Startup
  @ApplicationScoped
  HealthCheck started(ServerHealth health) {
    return () -> HealthCheckResponse.named("started").status(health.started()).build();
  }

  /** Down when only a restart helps. */
  @Produces
  @Liveness
  @ApplicationScoped
  HealthCheck alive(ServerHealth health) {
    return () -> HealthCheckResponse.named("engine").status(health.alive()).build();
  }

  /** Whether the default model answers, and what runs it. */
  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck model(ServerHealth health) {
    return () -> {
      DefaultModel model = health.defaultModel();
      HealthCheckResponseBuilder answer =
          HealthCheckResponse.named("model")
              .status(model.ready())
              .withData("state", model.state().name());
      model.id().ifPresent(id -> answer.withData("model", id.toString()));
      model
          .engine()
          .ifPresent(
              engine ->
                  answer.withData("engine", engine.engine()).withData("backend", engine.backend()));
      return answer.build();
    };
  }

  /** Whether the database answers. */
  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck store(ServerHealth health) {
    return () -> {
      Optional<String> problem = health.findStoreProblem();
      HealthCheckResponseBuilder answer = HealthCheckResponse.named("store");
      problem.ifPresent(text -> answer.withData("problem", text));
      return answer.status(problem.isEmpty()).build();
    };
  }

  /**
   * Whether messages of jobs can be sent and their films be read; where not, requests are answered
   * all the same.
   */
  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck jobs(QueueHealth queue, PlacesHealth places) {
    return () -> {
      Optional<String> problem = queue.findProblem();
      Optional<String> placesProblem = places.findProblem();
      HealthCheckResponseBuilder answer =
          HealthCheckResponse.named("jobs")
              .up()
              .withData("queue", problem.isEmpty() ? "up" : "down")
              .withData("places", placesProblem.isEmpty() ? "up" : "down");
      problem.ifPresent(text -> answer.withData("problem", text));
      placesProblem.ifPresent(text -> answer.withData("places_problem", text));
      return answer.build();
    };
  }
}
