package org.healthai.model;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import org.healthai.batching.BatchRunner;
import org.healthai.batching.CostTable;
import org.healthai.batching.WarmUp;
import org.healthai.error.HealthAiException;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.EngineName;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.GoldenCasesReader;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.packaging.PackageVerifier;
import org.healthai.model.packaging.Refusal;
import org.healthai.model.packaging.Tolerance;
import org.healthai.model.proof.AgreementCheck;
import org.healthai.model.proof.GoldenCheck;

/**
 * Opens a model's engine on its worker thread: verify the files, build, replay the golden cases,
 * compare with DL4J where another engine stands in for it, warm every batch size. Done anew, with
 * every check, when the worker died.
 *
 * @param source the package
 * @param manifest its manifest
 * @param engines builds the engine
 * @param checks what the package and the engine have to pass
 * @param costs learns what batches cost
 * @param slot hears about the open engine
 */
record EngineOpener(
    ModelPackage source,
    ModelManifest manifest,
    EngineSupply engines,
    Checks checks,
    CostTable costs,
    EngineSlot slot)
    implements Supplier<BatchRunner<float[], float[]>> {

  private static final System.Logger LOG = System.getLogger(EngineOpener.class.getName());

  /** The checks on the way to a ready engine. */
  record Checks(
      PackageVerifier verifier,
      GoldenCasesReader cases,
      GoldenCheck golden,
      AgreementCheck agreement,
      WarmUp warmUp) {}

  @Override
  public BatchRunner<float[], float[]> get() {
    requireWeights(engines.name());
    checks.verifier.verify(source, manifest);
    List<GoldenCase> cases = checks.cases.read(source, manifest);
    try {
      return proven(build(engines.factory(), engines.name()), cases);
    } catch (HealthAiException e) {
      throw e;
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      throw Refusal.because("the engine cannot be built or run; the server's log says why", e);
    }
  }

  private void requireWeights(EngineName engine) {
    if (manifest.findWeights(engine).filter(source::has).isEmpty()) {
      throw Refusal.because(
          ("the package has no weights for engine %s: add them with import-tools, or run the server"
                  + " with healthai.inference.engine = %s")
              .formatted(engine, EngineName.DL4J));
    }
  }

  private InferenceEngine build(EngineFactory factory, EngineName engine) {
    String weights = manifest.findWeights(engine).orElseThrow();
    return factory.create(source.file(weights), manifest.input(), manifest.labels().size());
  }

  private EngineRunner proven(InferenceEngine engine, List<GoldenCase> cases) {
    boolean ready = false;
    try {
      String evidence = evidence(engine, cases);
      EngineRunner runner = new EngineRunner(engine);
      checks.warmUp.run(runner, new float[manifest.input().floatCount()], costs);
      slot.publish(engine);
      LOG.log(Level.INFO, readyMessage(engine, evidence));
      ready = true;
      return runner;
    } finally {
      if (!ready) {
        engine.close();
      }
    }
  }

  /** What the engine was compared with, for the log. */
  private String evidence(InferenceEngine engine, List<GoldenCase> cases) {
    Tolerance tolerance = manifest.golden().toleranceOf(engines.name());
    double golden = checks.golden.replay(engine, manifest, cases, tolerance);
    String evidence = "%d golden cases within %.2g".formatted(cases.size(), golden);
    if (engines.oracle().isEmpty()) {
      return evidence;
    }
    try (InferenceEngine oracle = build(engines.oracle().get(), EngineName.DL4J)) {
      double agreement = checks.agreement.require(oracle, engine, manifest, cases, tolerance);
      return evidence + ", agrees with %s within %.2g".formatted(EngineName.DL4J, agreement);
    }
  }

  private String readyMessage(InferenceEngine engine, String evidence) {
    return "model %s: %s; %s; best batch %d, %.1f ms at batch 1"
        .formatted(
            manifest.id(),
            evidence,
            engine.description(),
            costs.bestBatch(),
            costs.nanosForBatch(1) / 1e6);
  }
}
