package org.healthai.model;

import java.util.ArrayList;
import java.util.List;
import org.healthai.error.HealthAiException;
import org.healthai.inference.ClassScores;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.Refusal;

/**
 * Replays golden cases on an engine, from the encoded film to the calibrated probabilities: first
 * one by one, then in batches as large as the engine takes, so that a mixed-up or batch-dependent
 * answer is found too. Runs on the engine's owner thread.
 */
public final class GoldenCheck {
  private final FilmPipeline films;

  /** Checks along the way that requests take. */
  public GoldenCheck(FilmPipeline films) {
    this.films = films;
  }

  /**
   * Replays every case.
   *
   * @return the largest |Δp| seen
   * @throws HealthAiException MODEL_REFUSED with the case and the difference, when it is above the
   *     manifest's
   */
  double replay(InferenceEngine engine, ModelManifest manifest, List<GoldenCase> cases) {
    List<float[]> inputs = cases.stream().map(golden -> toInput(golden, manifest)).toList();
    double single = compare(infer(engine, inputs, 1), manifest, cases);
    double batched = compare(infer(engine, inputs, engine.maxBatch()), manifest, cases);
    return Math.max(single, batched);
  }

  private float[] toInput(GoldenCase golden, ModelManifest manifest) {
    try {
      return films.toInput(golden.image(), manifest.input().preprocessing());
    } catch (HealthAiException e) {
      throw Refusal.because("golden case " + golden.name() + ": " + e.detail(), e);
    }
  }

  private static List<float[]> infer(InferenceEngine engine, List<float[]> inputs, int batch) {
    List<float[]> outputs = new ArrayList<>(inputs.size());
    for (int from = 0; from < inputs.size(); from += batch) {
      outputs.addAll(engine.infer(inputs.subList(from, Math.min(from + batch, inputs.size()))));
    }
    return outputs;
  }

  private static double compare(
      List<float[]> outputs, ModelManifest manifest, List<GoldenCase> cases) {
    double largest = 0;
    for (int i = 0; i < cases.size(); i++) {
      GoldenCase golden = cases.get(i);
      double difference = difference(outputs.get(i), manifest, golden);
      if (!(difference <= manifest.golden().maxProbabilityDifference())) {
        throw Refusal.because(
            "golden case %s differs by %.3g, at most %.3g is accepted"
                .formatted(
                    golden.name(), difference, manifest.golden().maxProbabilityDifference()));
      }
      largest = Math.max(largest, difference);
    }
    return largest;
  }

  private static double difference(float[] softmax, ModelManifest manifest, GoldenCase golden) {
    double[] actual = calibrated(softmax, manifest, golden);
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - golden.probabilities().get(i)));
    }
    return largest;
  }

  private static double[] calibrated(float[] softmax, ModelManifest manifest, GoldenCase golden) {
    try {
      return ClassScores.calibrated(manifest.labels(), softmax, manifest.temperature())
          .probabilities();
    } catch (IllegalStateException e) {
      throw Refusal.because("golden case " + golden.name() + ": " + e.getMessage(), e);
    }
  }
}
