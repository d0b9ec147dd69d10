package org.healthai.inference.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.Dense;
import org.healthai.inference.dl4j.onednn.Operation.GlobalAveragePooling;
import org.healthai.inference.dl4j.onednn.Operation.MaxPooling;
import org.healthai.inference.dl4j.onednn.Operation.Softmax;
import org.healthai.inference.dl4j.onednn.Window.Padding;

/** Small programs with random numbers. */
final class TestPrograms {
  static final FeatureMap INPUT = new FeatureMap(3, 37, 29);

  private static final Padding ONE = new Padding(1, 1, 1, 1);

  private TestPrograms() {}

  /**
   * A ResNet in small: lopsided padding at the start, a residual block with a projection, one
   * without, and the head. Convolutions "b" and "e" are what Winograd takes: 3×3, stride 1.
   */
  static NetworkProgram residual() {
    Window stem = new Window(5, 7, 2, 1, new Padding(2, 1, 3, 2));
    Window three = new Window(3, 3, 1, 1, ONE);
    Window half = new Window(3, 3, 2, 2, ONE);
    Window project = new Window(1, 1, 2, 2, Padding.NONE);
    return new NetworkProgram(
        INPUT,
        List.of(
            convolution("stem", 0, 3, 16, stem).withRelu(),
            new MaxPooling("pool", 1, new Window(3, 3, 2, 2, ONE)),
            convolution("a", 2, 16, 32, half).withRelu(),
            convolution("projection", 2, 16, 32, project),
            convolution("b", 3, 32, 32, three).plus(4).withRelu(),
            convolution("d", 5, 32, 32, three).withRelu(),
            convolution("e", 6, 32, 32, three).plus(5).withRelu(),
            new GlobalAveragePooling("average", 7),
            new Dense("head", 8, 5, filters(9, 32 * 5, 5)),
            new Softmax("softmax", 9)));
  }

  /** The operations, and then pooling, a dense layer and softmax. */
  static NetworkProgram withHead(FeatureMap input, Operation... operations) {
    List<Operation> all = new ArrayList<>(List.of(operations));
    int last = all.size();
    int channels = channels(input, operations);
    all.add(new GlobalAveragePooling("average", last));
    all.add(new Dense("head", last + 1, 3, filters(9, channels * 3, 3)));
    all.add(new Softmax("softmax", last + 2));
    return new NetworkProgram(input, all);
  }

  private static int channels(FeatureMap input, Operation... operations) {
    int channels = input.channels();
    for (Operation operation : operations) {
      channels = operation instanceof Convolution layer ? layer.channels() : channels;
    }
    return channels;
  }

  static Convolution convolution(String name, int input, int from, int to, Window window) {
    int area = window.kernelHeight() * window.kernelWidth();
    return new Convolution(name, input, to, window, filters(name.hashCode(), from * area * to, to));
  }

  static Filters filters(int seed, int kernels, int biases) {
    double scale = Math.sqrt(6.0 * biases / kernels);
    return new Filters(() -> numbers(seed, kernels, scale), () -> numbers(seed + 1L, biases, 0.5));
  }

  static float[] film(int seed) {
    return numbers(seed, INPUT.count(), 2);
  }

  private static float[] numbers(long seed, int count, double largest) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-largest, largest);
    }
    return numbers;
  }
}
