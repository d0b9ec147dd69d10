package org.healthai.model.packaging;

import java.util.List;

/** A film and what the reference network says of it. Immutable. */
public final class GoldenCase {
  private final String name;
  private final byte[] image;
  private final List<Double> logits;
  private final List<Double> probabilities;

  /**
   * A case.
   *
   * @param name for messages
   * @param image the encoded film
   * @param logits raw outputs
   * @param probabilities {@code softmax(logits / temperature)}
   */
  GoldenCase(String name, byte[] image, List<Double> logits, List<Double> probabilities) {
    this.name = name;
    this.image = image.clone();
    this.logits = List.copyOf(logits);
    this.probabilities = List.copyOf(probabilities);
  }

  public String name() {
    return name;
  }

  /** A copy of the encoded film. */
  public byte[] image() {
    return image.clone();
  }

  List<Double> logits() {
    return logits;
  }

  /** Calibrated, in label order. */
  public List<Double> probabilities() {
    return probabilities;
  }
}
