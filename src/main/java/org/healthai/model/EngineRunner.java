package org.healthai.model;

import java.util.List;
import org.healthai.batching.BatchRunner;
import org.healthai.image.PreparedFilm;
import org.healthai.inference.InferenceEngine;

/** An engine as what a queue's worker runs. */
record EngineRunner(InferenceEngine engine) implements BatchRunner<PreparedFilm, float[]> {

  @Override
  public List<float[]> run(List<PreparedFilm> films) {
    return engine.infer(inputs(films));
  }

  @Override
  public List<float[]> run(List<PreparedFilm> films, Runnable between) {
    return engine.infer(inputs(films), between);
  }

  @Override
  public boolean givesWay() {
    return engine.givesWay();
  }

  @Override
  public int inputsAtOnce() {
    return engine.filmsSideBySide();
  }

  private static List<float[]> inputs(List<PreparedFilm> films) {
    return films.stream().map(PreparedFilm::toFloats).toList();
  }

  @Override
  public int maxBatch() {
    return engine.maxBatch();
  }

  @Override
  public void close() {
    engine.close();
  }
}
