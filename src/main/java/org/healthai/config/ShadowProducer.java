package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.healthai.image.FilmPreprocessor;
import org.healthai.image.FilmReader;
import org.healthai.model.ModelRegistry;
import org.healthai.observability.ShadowMetrics;
import org.healthai.prediction.pipeline.ImageFilmDecoder;
import org.healthai.prediction.pipeline.ModelScorer;
import org.healthai.prediction.pipeline.ScoringPipeline;
import org.healthai.prediction.pipeline.StageTimer;
import org.healthai.prediction.shadow.ShadowReports;
import org.healthai.prediction.shadow.ShadowRepository;
import org.healthai.prediction.shadow.ShadowTraffic;
import org.healthai.prediction.shadow.ShadowWork;

/** Publishes what lets candidates look at answered films. */
@ApplicationScoped
class ShadowProducer {

  @Produces
  @Singleton
  ShadowWork work(FilmReader reader, FilmPreprocessor preprocessor, ShadowRepository answers) {
    return new ShadowWork(
        new ImageFilmDecoder(reader, StageTimer.NONE, System::nanoTime),
        new ModelScorer(preprocessor::prepare, StageTimer.NONE, System::nanoTime),
        answers,
        System::nanoTime);
  }

  @Produces
  @Singleton
  ShadowTraffic traffic(
      ModelRegistry models,
      ShadowWork work,
      ServerThreads threads,
      ScoringPipeline pipeline,
      ShadowMetrics metrics) {
    return new ShadowTraffic(models, work, threads.shadow(), pipeline::isBusy, metrics);
  }

  @Produces
  @Singleton
  ShadowReports reports(ModelRegistry models, ShadowRepository answers) {
    return new ShadowReports(models, answers);
  }
}
