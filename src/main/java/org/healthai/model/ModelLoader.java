package org.healthai.model;

import java.util.List;
import org.healthai.batching.BatchingSettings;
import org.healthai.batching.QueueRuntime;

/** Turns a package into a served model: verify, build, replay, warm. Safe for many threads. */
public final class ModelLoader {

  /**
   * A loader for these types.
   *
   * @param films the way golden films take, the same as requests take
   */
  public ModelLoader(
      List<ModelType> types,
      FilmPipeline films,
      BatchingSettings batching,
      QueueRuntime runtime,
      InferenceListener listener) {}
}
