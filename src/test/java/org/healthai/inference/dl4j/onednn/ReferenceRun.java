package org.healthai.inference.dl4j.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.Dense;
import org.healthai.inference.dl4j.onednn.Operation.GlobalAveragePooling;
import org.healthai.inference.dl4j.onednn.Operation.MaxPooling;

/** Runs a program by the definition of its operations, in double precision and CHW. */
final class ReferenceRun {
  private final NetworkProgram program;
  private final List<double[]> values = new ArrayList<>();

  private ReferenceRun(NetworkProgram program) {
    this.program = program;
  }

  static double[] run(NetworkProgram program, float[] filmNhwc) {
    List<double[]> values = values(program, filmNhwc);
    return values.get(values.size() - 1);
  }

  /** The input and the result of every operation. */
  static List<double[]> values(NetworkProgram program, float[] filmNhwc) {
    ReferenceRun run = new ReferenceRun(program);
    run.values.add(chw(filmNhwc, program.input()));
    for (Operation operation : program.operations()) {
      run.values.add(run.apply(operation));
    }
    return run.values;
  }

  private static double[] chw(float[] hwc, FeatureMap size) {
    double[] chw = new double[hwc.length];
    int area = size.height() * size.width();
    for (int i = 0; i < hwc.length; i++) {
      chw[i % size.channels() * area + i / size.channels()] = hwc[i];
    }
    return chw;
  }

  private double[] apply(Operation operation) {
    double[] x = values.get(operation.input());
    FeatureMap size = program.size(operation.input());
    if (operation instanceof Convolution layer) {
      return convolution(layer, x, size);
    }
    if (operation instanceof MaxPooling pooling) {
      return maximum(pooling.window(), x, size);
    }
    if (operation instanceof GlobalAveragePooling) {
      return averages(x, size);
    }
    return operation instanceof Dense layer ? dense(layer, x) : softmax(x);
  }

  private double[] convolution(Convolution layer, double[] x, FeatureMap size) {
    FeatureMap out = layer.outputFor(size);
    float[] kernels = layer.filters().kernels().get();
    float[] biases = layer.filters().biases().get();
    double[] y = new double[out.count()];
    for (int i = 0; i < y.length; i++) {
      Position at = Position.of(i, out);
      double sum = biases[at.channel()];
      for (int k = 0; k < kernels.length / out.channels(); k++) {
        int column = k % layer.window().kernelWidth();
        int row = k / layer.window().kernelWidth() % layer.window().kernelHeight();
        int channel = k / layer.window().kernelWidth() / layer.window().kernelHeight();
        int source = at.source(layer.window(), size, row, column);
        double value = source < 0 ? 0 : x[channel * size.height() * size.width() + source];
        sum += value * kernels[at.channel() * (kernels.length / out.channels()) + k];
      }
      sum += layer.hasResidual() ? values.get(layer.residual())[i] : 0;
      y[i] = layer.relu() ? Math.max(sum, 0) : sum;
    }
    return y;
  }

  private static double[] maximum(Window window, double[] x, FeatureMap size) {
    FeatureMap out = window.output(size, size.channels());
    double[] y = new double[out.count()];
    Arrays.fill(y, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < y.length; i++) {
      Position at = Position.of(i, out);
      for (int k = 0; k < window.kernelHeight() * window.kernelWidth(); k++) {
        int source = at.source(window, size, k / window.kernelWidth(), k % window.kernelWidth());
        if (source >= 0) {
          y[i] = Math.max(y[i], x[at.channel() * size.height() * size.width() + source]);
        }
      }
    }
    return y;
  }

  private static double[] averages(double[] x, FeatureMap size) {
    double[] y = new double[size.channels()];
    int area = size.height() * size.width();
    for (int i = 0; i < x.length; i++) {
      y[i / area] += x[i] / area;
    }
    return y;
  }

  private static double[] dense(Dense layer, double[] x) {
    float[] matrix = layer.filters().kernels().get();
    float[] biases = layer.filters().biases().get();
    double[] y = new double[layer.length()];
    for (int i = 0; i < matrix.length; i++) {
      y[i / x.length] += matrix[i] * x[i % x.length];
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = layer.relu() ? Math.max(y[i] + biases[i], 0) : y[i] + biases[i];
    }
    return y;
  }

  private static double[] softmax(double[] x) {
    double sum = Arrays.stream(x).map(Math::exp).sum();
    return Arrays.stream(x).map(value -> Math.exp(value) / sum).toArray();
  }

  /** One place of a result. */
  private record Position(int channel, int row, int column) {
    static Position of(int index, FeatureMap size) {
      int place = index % (size.height() * size.width());
      return new Position(
          index / (size.height() * size.width()), place / size.width(), place % size.width());
    }

    /** Where in a channel of the input the kernel's element lies; negative in the padding. */
    int source(Window window, FeatureMap size, int kernelRow, int kernelColumn) {
      int y = row * window.strideHeight() - window.padding().top() + kernelRow;
      int x = column * window.strideWidth() - window.padding().left() + kernelColumn;
      boolean inside = y >= 0 && y < size.height() && x >= 0 && x < size.width();
      return inside ? y * size.width() + x : -1;
    }
  }
}
