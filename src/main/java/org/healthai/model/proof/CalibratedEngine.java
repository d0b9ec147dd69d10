package org.healthai.model.proof;

import java.util.ArrayList;
import java.util.List;
import org.healthai.inference.ClassScores;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.Refusal;

/**
 * An engine that answers as clients see it: with calibrated probabilities. On the engine's owner
 * thread.
 */
record CalibratedEngine(InferenceEngine engine, ModelManifest manifest) {

  /** Answers films, {@code batch} of them at a time; a film's name is for the refusal. */
  List<double[]> answer(List<NamedInput> films, int batch) {
    List<double[]> answers = new ArrayList<>(films.size());
    for (int from = 0; from < films.size(); from += batch) {
      List<NamedInput> together = films.subList(from, Math.min(from + batch, films.size()));
      List<float[]> outputs = engine.infer(together.stream().map(NamedInput::input).toList());
      for (int i = 0; i < outputs.size(); i++) {
        answers.add(calibrated(outputs.get(i), together.get(i)));
      }
    }
    return answers;
  }

  private double[] calibrated(float[] softmax, NamedInput film) {
    try {
      return ClassScores.calibrated(manifest.labels(), softmax, manifest.temperature())
          .probabilities();
    } catch (IllegalStateException e) {
      throw Refusal.because(film.name() + ": " + e.getMessage(), e);
    }
  }
}
