package org.healthai.model;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.healthai.batching.BatchRunner;
import org.healthai.batching.CostTable;
import org.healthai.batching.WarmUp;
import org.healthai.error.HealthAiException;
import org.healthai.inference.EngineFactory;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.GoldenCasesReader;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.packaging.PackageVerifier;
import org.healthai.model.packaging.Refusal;

/**
 * Opens a model's engine on its worker thread: verify the files, build, replay the golden cases,
 * warm every batch size. Done anew, with every check, when the worker died.
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
    EngineFactory engines,
    Checks checks,
    CostTable costs,
    EngineSlot slot)
    implements Supplier<BatchRunner<float[], float[]>> {

  private static final System.Logger LOG = System.getLogger(EngineOpener.class.getName());

  /** The checks on the way to a ready engine. */
  record Checks(
      PackageVerifier verifier, GoldenCasesReader cases, GoldenCheck golden, WarmUp warmUp) {}

  @Override
  public BatchRunner<float[], float[]> get() {
    checks.verifier.verify(source, manifest);
    List<GoldenCase> cases = checks.cases.read(source, manifest);
    Path weights = source.file(manifest.weights());
    try {
      return proven(engines.create(weights, manifest.input(), manifest.labels().size()), cases);
    } catch (HealthAiException e) {
      throw e;
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      throw Refusal.because("the engine cannot be built or run; the server's log says why", e);
    }
  }

  private EngineRunner proven(InferenceEngine engine, List<GoldenCase> cases) {
    boolean ready = false;
    try {
      double difference = checks.golden.replay(engine, manifest, cases);
      EngineRunner runner = new EngineRunner(engine);
      checks.warmUp.run(runner, new float[manifest.input().floatCount()], costs);
      slot.publish(engine);
      LOG.log(Level.INFO, readyMessage(engine, cases.size(), difference));
      ready = true;
      return runner;
    } finally {
      if (!ready) {
        engine.close();
      }
    }
  }

  private String readyMessage(InferenceEngine engine, int cases, double difference) {
    return "model %s: %d golden cases within %.2g; %s; best batch %d, %.1f ms at batch 1"
        .formatted(
            manifest.id(),
            cases,
            difference,
            engine.description(),
            costs.bestBatch(),
            costs.nanosForBatch(1) / 1e6);
  }
}
