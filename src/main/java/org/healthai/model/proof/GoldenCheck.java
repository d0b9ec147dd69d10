package org.healthai.model.proof;

import java.util.List;
import java.util.Optional;
import org.healthai.error.HealthAiException;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.Refusal;
import org.healthai.model.packaging.Tolerance;

/**
 * Replays golden cases on an engine, from the encoded film to the calibrated probabilities: first
 * one by one, then in batches as large as the engine takes, so that a mixed-up or batch-dependent
 * answer is found too. Runs on the engine's owner thread.
 */
public final class GoldenCheck {
  private final GoldenFilms films;

  /** Checks along the way that requests take. */
  public GoldenCheck(FilmPipeline films) {
    this.films = new GoldenFilms(films);
  }

  /**
   * Replays every case.
   *
   * @return the largest |Δp| seen
   * @throws HealthAiException MODEL_REFUSED with the case and the difference, when it is above the
   *     tolerance
   */
  public double replay(
      InferenceEngine engine, ModelManifest manifest, List<GoldenCase> cases, Tolerance tolerance) {
    List<NamedInput> inputs = films.inputs(cases, manifest.input().preprocessing());
    CalibratedEngine calibrated = new CalibratedEngine(engine, manifest);
    double single = compare(calibrated.answer(inputs, 1), cases, tolerance);
    double batched = compare(calibrated.answer(inputs, engine.maxBatch()), cases, tolerance);
    return Math.max(single, batched);
  }

  private static double compare(
      List<double[]> answers, List<GoldenCase> cases, Tolerance tolerance) {
    double largest = 0;
    for (int i = 0; i < cases.size(); i++) {
      GoldenCase golden = cases.get(i);
      double[] expected =
          golden.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
      Optional<String> fault = tolerance.findFault(expected, answers.get(i));
      if (fault.isPresent()) {
        throw Refusal.because("golden case " + golden.name() + " " + fault.get());
      }
      largest = Math.max(largest, Tolerance.difference(expected, answers.get(i)));
    }
    return largest;
  }
}
