package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.rest.RequestOccasion;
import org.healthai.batching.QueueRuntime;
import org.healthai.image.FilmPreprocessor;
import org.healthai.image.FilmReader;
import org.healthai.model.EngineSupply;
import org.healthai.model.ModelLoader;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelType;
import org.healthai.model.administration.AuditedModelChoices;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.model.choice.ModelChoiceRepository;
import org.healthai.model.proof.FilmPipeline;
import org.healthai.observability.PredictionMetrics;

/** Publishes the models and the way films take to them. */
@ApplicationScoped
class ModelProducer {

  @Produces
  @Singleton
  FilmReader reader(ApplicationSettings settings) {
    return new FilmReader(settings.image());
  }

  @Produces
  @Singleton
  FilmPreprocessor preprocessor() {
    return new FilmPreprocessor();
  }

  @Produces
  @Singleton
  EngineSupply engines(ApplicationSettings settings, ServerThreads threads) {
    return EngineChoice.supply(settings.engine(), threads.lanes());
  }

  @Produces
  @Singleton
  ModelLoader loader(
      ApplicationSettings settings,
      EngineSupply engines,
      FilmPipeline films,
      ServerThreads threads,
      PredictionMetrics metrics) {
    QueueRuntime runtime =
        new QueueRuntime(threads.computing(), threads.completions(), System::nanoTime);
    return new ModelLoader(
        List.of(ModelType.chestXray(engines), ModelType.skinLesion(engines)),
        films,
        settings.batching(),
        runtime,
        metrics);
  }

  @Produces
  @Singleton
  FilmPipeline films(FilmReader reader, FilmPreprocessor preprocessor) {
    return FilmPipeline.of(reader, preprocessor);
  }

  @Produces
  @Singleton
  ModelRegistry models(ApplicationSettings settings, ModelLoader loader, ServerThreads threads) {
    return new ModelRegistry(settings.model(), loader, threads.background());
  }

  @Produces
  @Singleton
  ModelAdministration administration(
      ModelRegistry models,
      ModelChoiceRepository choices,
      AuditedChanges changes,
      RequestOccasion occasion,
      Clock clock) {
    return new ModelAdministration(
        models, new AuditedModelChoices(choices, changes, occasion::get), clock);
  }

  @Produces
  @Singleton
  ModelFollow follow(ModelAdministration administration, ServerThreads threads) {
    return new ModelFollow(administration, threads.delays());
  }
}
