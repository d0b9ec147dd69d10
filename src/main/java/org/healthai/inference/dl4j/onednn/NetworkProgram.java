package org.healthai.inference.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.Dense;
import org.healthai.inference.dl4j.onednn.Operation.Softmax;

/**
 * A network as a list of operations in the order they run. Immutable, and checked: sizes fit, and
 * what an operation overwrites is not read by a later one.
 */
public final class NetworkProgram {
  private final List<Operation> operations;
  private final List<FeatureMap> sizes;

  /**
   * Checks that the operations fit together.
   *
   * @param input size of one film's input
   * @param operations the last one's result is the network's; it must be a dense layer or softmax,
   *     whose results lie in memory as plain vectors
   * @throws IllegalArgumentException naming the operation that does not fit
   */
  public NetworkProgram(FeatureMap input, List<Operation> operations) {
    this.operations = List.copyOf(operations);
    requireVectorAtEnd();
    List<FeatureMap> values = new ArrayList<>(List.of(input));
    for (Operation operation : this.operations) {
      require(operation, operation.input() < values.size(), "reads what is not there yet");
      values.add(operation.outputFor(values.get(operation.input())));
      if (operation instanceof Convolution convolution && convolution.hasResidual()) {
        requireResidual(convolution, values);
      }
    }
    this.sizes = List.copyOf(values);
    for (int i = 0; i < this.operations.size(); i++) {
      requireMayOverwrite(i);
    }
  }

  private void requireVectorAtEnd() {
    boolean vector =
        !operations.isEmpty()
            && (operations.get(operations.size() - 1) instanceof Dense
                || operations.get(operations.size() - 1) instanceof Softmax);
    if (!vector) {
      throw new IllegalArgumentException("a network must end in a dense layer or softmax");
    }
  }

  private static void requireResidual(Convolution convolution, List<FeatureMap> values) {
    int residual = convolution.residual();
    int result = values.size() - 1;
    require(convolution, residual > 0 && residual < result, "adds what is not there yet");
    require(
        convolution,
        values.get(residual).equals(values.get(result)),
        "adds a value of another size");
    require(convolution, residual != convolution.input(), "adds its own input");
  }

  private void requireMayOverwrite(int index) {
    Operation operation = operations.get(index);
    int overwritten;
    if (operation instanceof Convolution convolution && convolution.hasResidual()) {
      overwritten = convolution.residual();
    } else if (operation instanceof Softmax) {
      overwritten = operation.input();
    } else {
      return;
    }
    boolean readLater =
        operations.stream().skip(index + 1L).anyMatch(later -> reads(later, overwritten));
    require(operation, overwritten != 0 && !readLater, "overwrites a value that is still read");
  }

  private static boolean reads(Operation operation, int value) {
    return operation.input() == value
        || (operation instanceof Convolution convolution && convolution.residual() == value);
  }

  private static void require(Operation operation, boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(operation.name() + " " + problem);
    }
  }

  /** What the network computes, without its numbers: equal for two trainings of one network. */
  public String architecture() {
    StringBuilder text = new StringBuilder(input().toString());
    for (int i = 0; i < operations.size(); i++) {
      text.append('\n').append(operations.get(i).shape()).append(" -> ").append(size(i + 1));
    }
    return text.toString();
  }

  /** The operations in the order they run. */
  public List<Operation> operations() {
    return operations;
  }

  /** Size of a value: 0 is the network's input, {@code i + 1} the result of operation {@code i}. */
  public FeatureMap size(int value) {
    return sizes.get(value);
  }

  /** Size of one film's input. */
  public FeatureMap input() {
    return sizes.get(0);
  }

  /** Size of the network's result. */
  public FeatureMap output() {
    return sizes.get(sizes.size() - 1);
  }
}
