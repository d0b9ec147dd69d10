package org.healthai.model.proof;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthai.error.HealthAiException;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.Refusal;
import org.healthai.model.packaging.Tolerance;

/**
 * Compares an engine with the one it stands in for: on the golden films, and on drawn ones that
 * whoever made its weights file did not have. Runs on the owner thread of both.
 */
public final class AgreementCheck {
  private final GoldenFilms films;

  /** Checks along the way that requests take. */
  public AgreementCheck(FilmPipeline films) {
    this.films = new GoldenFilms(films);
  }

  /**
   * Runs both engines on every film.
   *
   * @return the largest |Δp| seen
   * @throws HealthAiException MODEL_REFUSED with the film and the difference, when it is above the
   *     tolerance
   */
  public double require(
      InferenceEngine oracle,
      InferenceEngine candidate,
      ModelManifest manifest,
      List<GoldenCase> cases,
      Tolerance tolerance) {
    List<NamedInput> inputs =
        Stream.concat(
                films.inputs(cases, manifest.input().preprocessing()).stream(),
                DrawnFilms.of(manifest.input().preprocessing()).stream())
            .toList();
    List<double[]> expected = new CalibratedEngine(oracle, manifest).answer(inputs, 1);
    List<double[]> actual = new CalibratedEngine(candidate, manifest).answer(inputs, 1);
    double largest = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Optional<String> fault = tolerance.findFault(expected.get(i), actual.get(i));
      if (fault.isPresent()) {
        throw Refusal.because(
            "engine %s disagrees with %s: %s %s"
                .formatted(
                    candidate.description().engine(),
                    oracle.description().engine(),
                    inputs.get(i).name(),
                    fault.get()));
      }
      largest = Math.max(largest, Tolerance.difference(expected.get(i), actual.get(i)));
    }
    return largest;
  }
}
