package org.healthai.prediction.pipeline;

import java.io.IOException;
import java.io.InputStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelRoute;
import org.healthai.model.routing.RouteKey;
import org.healthai.prediction.upload.Upload;
import org.jspecify.annotations.Nullable;

/** The models of the registry. Safe for many threads. */
public final class RegistryClassifiers implements FilmClassifiers {
  private final ModelRegistry models;

  /** The models of {@code models}. */
  public RegistryClassifiers(ModelRegistry models) {
    this.models = models;
  }

  @Override
  public FilmRoute route(
      @Nullable String name, @Nullable String version, @Nullable String studyId) {
    ModelRoute route = models.route(name, version);
    RouteKey study = studyId == null ? null : RouteKey.ofStudy(studyId);
    return film -> new ModelClassifier(route.modelFor(() -> study == null ? keyOf(film) : study));
  }

  private static RouteKey keyOf(Upload film) {
    try (InputStream in = film.open()) {
      return RouteKey.ofFilm(in);
    } catch (IOException gone) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the upload cannot be read back from disk", gone);
    }
  }
}
