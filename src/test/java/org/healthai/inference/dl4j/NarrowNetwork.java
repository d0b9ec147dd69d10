package org.healthai.inference.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.healthai.image.Preprocessing;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.Preprocessing.ResizeRule;
import org.healthai.inference.InputContract;

/** Small networks with a known answer; {@code src/test/resources/engine/README.md} has more. */
public enum NarrowNetwork {
  RESNET18("narrow-resnet18", "narrow-resnet18"),
  RESNET18_BATCH_NORM("narrow-resnet18-batch-norm", "narrow-resnet18"),
  RESNET18_TWO_LAYER_HEAD("narrow-resnet18-two-layer-head", "narrow-resnet18-two-layer-head"),
  RESNET34("narrow-resnet34", "narrow-resnet34"),
  RESNET50("narrow-resnet50", "narrow-resnet50");

  static final int HEIGHT = 64;
  static final int WIDTH = 96;
  static final int CHANNELS = 3;
  public static final int CLASSES = 3;

  private final String weights;
  private final String probabilities;

  NarrowNetwork(String weights, String probabilities) {
    this.weights = weights + ".h5.gz";
    this.probabilities = probabilities + ".probabilities";
  }

  public static InputContract input() {
    return input(HEIGHT, WIDTH, CHANNELS);
  }

  public static InputContract input(int height, int width, int channels) {
    return new InputContract(
        new Preprocessing(
            height,
            width,
            ResizeRule.SQUASH,
            0,
            Colour.GREY,
            channels,
            Collections.nCopies(channels, 0.5f),
            Collections.nCopies(channels, 0.25f)));
  }

  /** Writes the Keras file into {@code folder}. */
  public Path writeTo(Path folder) {
    try {
      Path file = folder.resolve(weights.replace(".gz", ""));
      return Files.exists(file) ? file : Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the Keras file and, beside it, what engine dl4j-int8 needs; the latter's path. */
  public Path writeInt8To(Path folder) {
    writeTo(folder);
    String name = weights.replace(".h5.gz", ".int8.json");
    try (InputStream ranges = open(name)) {
      return Files.write(folder.resolve(name), ranges.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The Keras file. */
  byte[] bytes() {
    try (InputStream packed = new GZIPInputStream(open(weights))) {
      return packed.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answers that the reference network gives for the films of the same numbers. */
  public List<float[]> probabilities() {
    try (InputStream text = open(probabilities)) {
      return new String(text.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(NarrowNetwork::numbers)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] numbers(String line) {
    double[] numbers = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** Film {@code number}, NHWC: each has another strength and another mean. */
  public static float[] film(int number) {
    float[] film = new float[input().floatCount()];
    for (int i = 0; i < film.length; i++) {
      float noise = (i * 7919L + number * 104729L) % 1009 / 504f - 1f;
      film[i] = noise * (number + 1) + number;
    }
    return film;
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(NarrowNetwork.class.getResourceAsStream("/engine/" + name), name);
  }
}
