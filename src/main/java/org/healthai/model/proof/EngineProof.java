package org.healthai.model.proof;

import java.util.List;
import java.util.function.Supplier;
import org.healthai.error.HealthAiException;
import org.healthai.inference.EngineName;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.Tolerance;
import org.jspecify.annotations.Nullable;

/**
 * What the engine of one version has to show each time it is opened: the golden cases, and
 * agreement with DL4J where it stands in for it. On one thread at a time.
 */
public final class EngineProof {
  private final GoldenFilms films;
  private final ModelManifest manifest;
  private final GoldenCheck golden;
  private final @Nullable AgreementCheck agreement;

  /**
   * The proof of one version.
   *
   * @param films the way requests take
   * @param engine what is to be proven
   * @param oracle opens DL4J's engine on the calling thread, once at most; null where DL4J itself
   *     is proven
   */
  public EngineProof(
      FilmPipeline films,
      ModelManifest manifest,
      EngineName engine,
      @Nullable Supplier<InferenceEngine> oracle) {
    Tolerance tolerance = manifest.golden().toleranceOf(engine);
    this.films = new GoldenFilms(films);
    this.manifest = manifest;
    this.golden = new GoldenCheck(manifest, tolerance);
    this.agreement = oracle == null ? null : new AgreementCheck(oracle, manifest, tolerance);
  }

  /**
   * Runs every check, on the engine's owner thread.
   *
   * @param cases those of the package, which are the same each time
   * @return what the engine was compared with and how close it came, for the log
   * @throws HealthAiException MODEL_REFUSED with the film and the difference
   */
  public String require(InferenceEngine engine, List<GoldenCase> cases) {
    List<NamedInput> inputs = films.inputs(cases, manifest.input().preprocessing());
    String evidence =
        "%d golden cases within %.2g".formatted(cases.size(), golden.replay(engine, cases, inputs));
    return agreement == null
        ? evidence
        : evidence
            + ", agrees with %s within %.2g"
                .formatted(EngineName.DL4J, agreement.require(engine, inputs));
  }
}
