package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.access.BootstrapKey;
import org.healthai.job.ImportRoots;
import org.healthai.job.JobInputs;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobRepository;
import org.healthai.job.QueueProbe;
import org.healthai.job.RootPauses;
import org.healthai.model.ModelRegistry;
import org.healthai.observability.DefaultModel;
import org.healthai.observability.FilmGauges;
import org.healthai.observability.JobGauges;
import org.healthai.observability.ModelGauges;
import org.healthai.observability.PlacesHealth;
import org.healthai.observability.QueueHealth;
import org.healthai.observability.ServerHealth;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.store.StoreProbe;

/** Publishes what operators look at. */
@ApplicationScoped
class HealthProducer {
  private static final Duration JOBS = Duration.ofSeconds(15);
  private static final Duration QUEUE = Duration.ofSeconds(5);

  @Produces
  @Singleton
  ServerHealth health(
      ApplicationSettings settings, ModelRegistry models, StoreProbe store, ServerThreads threads) {
    String defaultName = settings.model().defaultName();
    return new ServerHealth(
        () -> DefaultModel.of(models, defaultName),
        store::findProblem,
        threads.housekeeping(),
        System::nanoTime);
  }

  @Produces
  @Singleton
  ReadyWatch watch(
      ServerHealth health, ModelGauges gauges, ServerThreads threads, StartBanner banner) {
    return new ReadyWatch(health, gauges::refresh, threads.delays(), banner);
  }

  @Produces
  @Singleton
  StartBanner banner(Config config, BootstrapKey firstKey) {
    return new StartBanner(address(config, "http"), address(config, "https"), firstKey.file());
  }

  private static ListenAddress address(Config config, String scheme) {
    return new ListenAddress(
        scheme,
        config.getValue(scheme + ".host", String.class),
        config.getValue(scheme + ".port", Integer.class));
  }

  @Produces
  @Singleton
  ModelGauges gauges(
      MetricRegistry metrics, ModelRegistry models, ScoringPipeline pipeline, UploadSpool uploads) {
    new FilmGauges(metrics, pipeline).show(uploads);
    return new ModelGauges(metrics, models);
  }

  @Produces
  @Singleton
  Chore jobGauges(
      MetricRegistry metrics, JobRepository jobs, JobItemRepository items, ServerThreads threads) {
    JobGauges gauges = new JobGauges(jobs, items);
    gauges.showIn(metrics);
    return new Chore(
        "counting what is to be done for jobs", JOBS, gauges::refresh, threads.chores());
  }

  @Produces
  @Singleton
  QueueHealth queue(MetricRegistry metrics, QueueProbe probe, Clock clock) {
    QueueHealth health = new QueueHealth(probe, clock);
    health.showIn(metrics);
    return health;
  }

  @Produces
  @Singleton
  PlacesHealth places(
      MetricRegistry metrics, JobInputs inputs, ImportRoots roots, RootPauses pauses, Clock clock) {
    PlacesHealth health =
        new PlacesHealth(
            () -> inputs.findProblem().or(roots::findProblem).or(pauses::findProblem), clock);
    health.showIn(metrics);
    return health;
  }

  @Produces
  @Singleton
  Chore placesWatch(PlacesHealth health, ServerThreads threads) {
    return new Chore(
        "looking for the places of films of jobs", QUEUE, health::refresh, threads.shares());
  }

  @Produces
  @Singleton
  Chore queueWatch(QueueHealth health, ServerThreads threads) {
    return new Chore("asking for the queue of jobs", QUEUE, health::refresh, threads.chores());
  }
}
