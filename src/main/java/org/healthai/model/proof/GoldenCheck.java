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
record GoldenCheck(ModelManifest manifest, Tolerance tolerance) {

  /**
   * Replays every case.
   *
   * @param inputs of the cases, in their order
   * @return the largest |Δp| seen
   * @throws HealthAiException MODEL_REFUSED with the case and the difference, when it is above the
   *     tolerance
   */
  double replay(InferenceEngine engine, List<GoldenCase> cases, List<NamedInput> inputs) {
    CalibratedEngine calibrated = new CalibratedEngine(engine, manifest);
    double single = compare(calibrated.answer(inputs, 1), cases);
    double batched = compare(calibrated.answer(inputs, engine.maxBatch()), cases);
    return Math.max(single, batched);
  }

  private double compare(List<double[]> answers, List<GoldenCase> cases) {
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
