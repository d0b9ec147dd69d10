package org.healthai.model.proof;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.healthai.error.HealthAiException;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.Refusal;
import org.healthai.model.packaging.Tolerance;
import org.jspecify.annotations.Nullable;

/**
 * Compares an engine with the one it stands in for: on the golden films, and on drawn ones that
 * whoever made its weights file did not have. On one thread at a time.
 *
 * <p>The other engine is asked once and closed: the files of a version do not change, so neither
 * does what it says, and building it anew would keep requests waiting while a dead worker is
 * replaced.
 */
final class AgreementCheck {
  private final Supplier<InferenceEngine> opener;
  private final ModelManifest manifest;
  private final Tolerance tolerance;
  private volatile @Nullable Oracle oracle;

  /** What the other engine said of every film. */
  private record Oracle(String engine, List<double[]> answers) {}

  AgreementCheck(Supplier<InferenceEngine> opener, ModelManifest manifest, Tolerance tolerance) {
    this.opener = opener;
    this.manifest = manifest;
    this.tolerance = tolerance;
  }

  /**
   * Runs the engine on every film, on its owner thread.
   *
   * @param golden the golden films, the same each time
   * @return the largest |Δp| seen
   * @throws HealthAiException MODEL_REFUSED with the film and the difference, when it is above the
   *     tolerance
   */
  double require(InferenceEngine candidate, List<NamedInput> golden) {
    List<NamedInput> films =
        Stream.concat(golden.stream(), DrawnFilms.of(manifest.input().preprocessing()).stream())
            .toList();
    Oracle expected = ask(films);
    List<double[]> actual = new CalibratedEngine(candidate, manifest).answer(films, 1);
    double largest = 0;
    for (int i = 0; i < films.size(); i++) {
      double[] right = expected.answers().get(i);
      Optional<String> fault = tolerance.findFault(right, actual.get(i));
      if (fault.isPresent()) {
        throw Refusal.because(
            "engine %s disagrees with %s: %s %s"
                .formatted(
                    candidate.description().engine(),
                    expected.engine(),
                    films.get(i).name(),
                    fault.get()));
      }
      largest = Math.max(largest, Tolerance.difference(right, actual.get(i)));
    }
    return largest;
  }

  private Oracle ask(List<NamedInput> films) {
    Oracle asked = oracle;
    if (asked == null) {
      try (InferenceEngine engine = opener.get()) {
        asked =
            new Oracle(
                engine.description().engine(),
                new CalibratedEngine(engine, manifest).answer(films, 1));
      }
      oracle = asked;
    }
    return asked;
  }
}
