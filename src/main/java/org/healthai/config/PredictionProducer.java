package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.healthai.audit.AuditedChanges;
import org.healthai.image.FilmPreprocessor;
import org.healthai.image.FilmReader;
import org.healthai.job.ItemTraces;
import org.healthai.model.ModelRegistry;
import org.healthai.observability.PredictionMetrics;
import org.healthai.prediction.AnswerStore;
import org.healthai.prediction.BatchPredictionService;
import org.healthai.prediction.FilmArchive;
import org.healthai.prediction.PredictionHistory;
import org.healthai.prediction.PredictionRecorder;
import org.healthai.prediction.PredictionRepository;
import org.healthai.prediction.PredictionService;
import org.healthai.prediction.pipeline.CachingScorer;
import org.healthai.prediction.pipeline.FilmClassifiers;
import org.healthai.prediction.pipeline.FilmScorer;
import org.healthai.prediction.pipeline.ImageFilmDecoder;
import org.healthai.prediction.pipeline.ModelScorer;
import org.healthai.prediction.pipeline.RegistryClassifiers;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.healthai.prediction.shadow.ShadowTraffic;
import org.healthai.prediction.subject.SubjectSealer;
import org.healthai.prediction.upload.UploadGate;
import org.healthai.prediction.upload.UploadSpool;
import org.healthai.privacy.HeldPredictions;
import org.healthai.privacy.LegalHolds;
import org.healthai.privacy.PrivacyLock;
import org.healthai.web.ApplicationInfo;

/** Publishes what answers films and remembers the answers. */
@ApplicationScoped
class PredictionProducer {

  @Produces
  @Singleton
  UploadGate gate(ApplicationSettings settings, ScoringPipeline pipeline) {
    return new UploadGate(pipeline::requireRoom, settings.uploadsAtOnce());
  }

  @Produces
  @Singleton
  UploadSpool spool(ApplicationSettings settings) {
    return new UploadSpool(settings.spool());
  }

  @Produces
  @Singleton
  FilmClassifiers classifiers(ModelRegistry models) {
    return new RegistryClassifiers(models);
  }

  @Produces
  @Singleton
  ResultCache cache(MetricRegistry registry, PredictionMetrics metrics, ServerThreads threads) {
    return new ResultCache(registry, metrics, threads);
  }

  void close(@Disposes ResultCache cache) {
    cache.close();
  }

  @Produces
  @Singleton
  FilmScorer scorer(
      ApplicationSettings settings,
      FilmPreprocessor preprocessor,
      ResultCache cache,
      ApplicationInfo info,
      PredictionMetrics metrics) {
    FilmScorer model = new ModelScorer(preprocessor::prepare, metrics, System::nanoTime);
    return settings
        .cache()
        .<FilmScorer>map(
            wanted ->
                new CachingScorer(
                    cache.open(wanted), model, info.version(), metrics, System::nanoTime))
        .orElse(model);
  }

  @Produces
  @Singleton
  ScoringPipeline pipeline(
      ApplicationSettings settings,
      FilmReader reader,
      FilmScorer scorer,
      ServerThreads threads,
      PredictionMetrics metrics) {
    return new ScoringPipeline(
        settings.pipeline(),
        new ImageFilmDecoder(reader, metrics, System::nanoTime),
        scorer,
        threads.decoders(),
        System::nanoTime);
  }

  /** By its own type only: the history itself is the other one. */
  @Produces
  @Singleton
  @Typed(HeldPredictions.class)
  HeldPredictions held(
      PredictionRepository predictions,
      LegalHolds holds,
      SubjectSealer subjects,
      PrivacyLock lock,
      ItemTraces jobs) {
    return new HeldPredictions(predictions, holds, subjects, lock, jobs);
  }

  @Produces
  @Singleton
  PredictionRecorder recorder(HeldPredictions held, FilmArchive films, AuditedChanges changes) {
    return new PredictionRecorder(held, films, changes);
  }

  @Produces
  @Singleton
  AnswerStore answers(
      PredictionRecorder recorder, SubjectSealer sealer, PredictionMetrics metrics) {
    return new AnswerStore(recorder, sealer, metrics, metrics, System::nanoTime);
  }

  @Produces
  @Singleton
  PredictionService films(
      ScoringPipeline pipeline, AnswerStore answers, ServerThreads threads, ShadowTraffic shadow) {
    return new PredictionService(pipeline, answers, threads.store(), shadow);
  }

  @Produces
  @Singleton
  BatchPredictionService batches(
      ScoringPipeline pipeline, AnswerStore answers, ServerThreads threads, ShadowTraffic shadow) {
    return new BatchPredictionService(pipeline, answers, threads.store(), shadow, System::nanoTime);
  }

  @Produces
  @Singleton
  PredictionHistory history(PredictionRepository predictions, PredictionRecorder recorder) {
    return new PredictionHistory(predictions, recorder);
  }
}
