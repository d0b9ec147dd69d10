package org.healthai.inference.dl4j;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.healthai.inference.Network;
import org.healthai.inference.dl4j.onednn.CompiledPlan;
import org.healthai.inference.dl4j.onednn.FeatureMap;
import org.healthai.inference.dl4j.onednn.NetworkProgram;
import org.healthai.inference.dl4j.onednn.PlanChoice;
import org.healthai.inference.dl4j.onednn.PlanTuner;
import org.healthai.inference.dl4j.onednn.PlanUnavailableException;

/**
 * Compiles DL4J's graphs to plans and proves each of them against DL4J. Safe for several threads.
 *
 * <p>Remembers the algorithms measured for an architecture, so that every engine of this process
 * answers with the same bits and only the first one pays for measuring.
 */
final class PlanCompiler {
  private final Map<String, PlanChoice> choices = new ConcurrentHashMap<>();
  private final SideBySide offer;

  /** Plans run as many films side by side as {@code offer} allows and is worth it. */
  PlanCompiler(SideBySide offer) {
    this.offer = offer;
  }

  /**
   * Compiles the network that {@code dl4j} runs. On success {@code dl4j} is closed, on failure it
   * is left as it was.
   *
   * @param input size of one film's input
   * @throws PlanUnavailableException when there is no plan, or it disagrees with DL4J
   */
  Network compile(GraphNetwork dl4j, FeatureMap input, Nd4jRuntime runtime) {
    NetworkProgram program = GraphWalker.read(dl4j.graph(), input);
    String key = runtime.threads() + " threads, " + program.architecture();
    PlanChoice choice = choices.computeIfAbsent(key, k -> PlanTuner.choose(program));
    PlanFamily family = new PlanFamily(weights -> CompiledPlan.compile(program, choice, weights));
    PlanNetwork network = PlanNetwork.open(family, runtime, offer, input.count(), describe(choice));
    try {
      requireAgreement(dl4j, network, input);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
    dl4j.close();
    return network;
  }

  private static void requireAgreement(GraphNetwork dl4j, PlanNetwork plan, FeatureMap input) {
    Optional<String> difference = Agreement.findDifference(dl4j, plan, input.count());
    if (difference.isPresent()) {
      throw new PlanUnavailableException("the plan disagrees with DL4J: " + difference.get());
    }
  }

  private static String describe(PlanChoice choice) {
    return "compiled oneDNN plan, layout %s, %d convolutions by Winograd"
        .formatted(choice.layout(), choice.winograd().size());
  }
}
