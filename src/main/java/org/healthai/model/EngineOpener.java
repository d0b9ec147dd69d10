package org.healthai.model;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import org.healthai.batching.BatchRunner;
import org.healthai.batching.CostTable;
import org.healthai.batching.WarmUp;
import org.healthai.error.HealthAiException;
import org.healthai.image.PreparedFilm;
import org.healthai.inference.InferenceEngine;
import org.healthai.model.packaging.GoldenCase;
import org.healthai.model.packaging.GoldenCasesReader;
import org.healthai.model.packaging.PackageVerifier;
import org.healthai.model.packaging.Refusal;
import org.healthai.model.proof.EngineProof;

/**
 * Opens a model's engine on its worker thread: verify the files, build, prove it, warm it up. Done
 * anew, with every check, when the worker died.
 *
 * @param network what is opened
 * @param checks what the package and the engine have to pass
 * @param costs learns what batches cost
 * @param slot hears about the open engine
 */
record EngineOpener(PackagedNetwork network, Checks checks, CostTable costs, EngineSlot slot)
    implements Supplier<BatchRunner<PreparedFilm, float[]>> {

  private static final System.Logger LOG = System.getLogger(EngineOpener.class.getName());

  /** The checks on the way to a ready engine; the proof is that of the one network. */
  record Checks(
      PackageVerifier verifier, GoldenCasesReader cases, EngineProof proof, WarmUp warmUp) {}

  @Override
  public BatchRunner<PreparedFilm, float[]> get() {
    network.requireWeights();
    checks.verifier.verify(network.source(), network.manifest());
    List<GoldenCase> cases = checks.cases.read(network.source(), network.manifest());
    try {
      return proven(network.open(), cases);
    } catch (HealthAiException e) {
      throw e;
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      throw Refusal.because("the engine cannot be built or run; the server's log says why", e);
    }
  }

  private EngineRunner proven(InferenceEngine engine, List<GoldenCase> cases) {
    boolean ready = false;
    try {
      String evidence = checks.proof.require(engine, cases);
      EngineRunner runner = new EngineRunner(engine);
      float[] blank = new float[network.manifest().input().floatCount()];
      checks.warmUp.run(runner, PreparedFilm.of(blank), costs);
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

  private String readyMessage(InferenceEngine engine, String evidence) {
    return "model %s: %s; %s; best batch %d, %.1f ms at batch 1"
        .formatted(
            network.manifest().id(),
            evidence,
            engine.description(),
            costs.bestBatch(),
            costs.nanosForBatch(1) / 1e6);
  }
}
