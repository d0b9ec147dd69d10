package org.healthai.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthai.batching.BatchingQueue;
import org.healthai.batching.BatchingSettings;
import org.healthai.batching.CostTable;
import org.healthai.batching.QueueRuntime;
import org.healthai.batching.WarmUp;
import org.healthai.error.HealthAiException;
import org.healthai.image.PreparedFilm;
import org.healthai.model.packaging.GoldenCasesReader;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.ModelManifestReader;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.packaging.PackageVerifier;
import org.healthai.model.packaging.Refusal;
import org.healthai.model.proof.EngineProof;
import org.healthai.model.proof.FilmPipeline;

/**
 * Turns a package into a served model: read the manifest, then, on the worker thread that will own
 * the engine, verify the files, build, replay the golden cases and warm it up. Anything wrong
 * refuses the package and frees what was built. Safe for many threads.
 */
public final class ModelLoader {
  private static final String CARD = "MODEL_CARD.md";
  private static final int MAX_CARD_BYTES = 1 << 20;

  private final Map<String, ModelType> types;
  private final BatchingSettings batching;
  private final QueueRuntime runtime;
  private final InferenceListener listener;
  private final ModelManifestReader manifests = new ModelManifestReader();
  private final FilmPipeline films;
  private final PackageVerifier verifier = new PackageVerifier();
  private final GoldenCasesReader cases = new GoldenCasesReader();

  /**
   * A loader for these types.
   *
   * @param films the way golden films take, the same as requests take
   * @param listener hears of every batch of every model loaded here
   */
  public ModelLoader(
      List<ModelType> types,
      FilmPipeline films,
      BatchingSettings batching,
      QueueRuntime runtime,
      InferenceListener listener) {
    this.types = types.stream().collect(Collectors.toMap(ModelType::name, Function.identity()));
    this.films = films;
    this.batching = batching;
    this.runtime = runtime;
    this.listener = listener;
  }

  /**
   * Loads a package; takes as long as the network takes to build and warm.
   *
   * @throws HealthAiException MODEL_REFUSED with the reason
   */
  ServedModel load(ModelPackage source) {
    ModelManifest manifest = manifests.read(source);
    ModelType type = typeOf(manifest);
    type.check(manifest);
    EngineSlot slot = new EngineSlot(manifest);
    CostTable costs = new CostTable(batching.maxBatch());
    PackagedNetwork network = new PackagedNetwork(source, manifest, type.engines());
    var opener = new EngineOpener(network, checksOf(network), costs, slot);
    Optional<String> card = card(source);
    var queue =
        new BatchingQueue<>(
            opener, costs, batching, runtime, run -> listener.onBatch(manifest.id(), run));
    awaitOpened(queue);
    return new ServedModel(manifest, slot, queue, card);
  }

  private EngineOpener.Checks checksOf(PackagedNetwork network) {
    EngineProof proof =
        new EngineProof(
            films, network.manifest(), network.engine(), network.findOracle().orElse(null));
    return new EngineOpener.Checks(verifier, cases, proof, new WarmUp(runtime.nanoTime()));
  }

  private ModelType typeOf(ModelManifest manifest) {
    ModelType type = types.get(manifest.type());
    if (type == null) {
      throw Refusal.because(
          "model.json: type must be one of " + types.keySet().stream().sorted().toList());
    }
    return type;
  }

  private static Optional<String> card(ModelPackage source) {
    return source.has(CARD)
        ? Optional.of(new String(source.read(CARD, MAX_CARD_BYTES), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static void awaitOpened(BatchingQueue<PreparedFilm, float[]> queue) {
    try {
      queue.opened().join();
    } catch (CompletionException e) {
      queue.close();
      throw e.getCause() instanceof HealthAiException refusal
          ? refusal
          : Refusal.because("the engine's thread failed; the server's log says why", e);
    }
  }
}
