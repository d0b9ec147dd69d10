package org.healthai.inference;

import org.healthai.image.Preprocessing;

/**
 * What one input of a model is: NHWC float32, {@code height × width × channels} numbers a film,
 * made from pixels by {@code preprocessing}.
 *
 * @param preprocessing how a film becomes those numbers
 */
public record InputContract(Preprocessing preprocessing) {

  /** Floats in one film's input. */
  public int floatCount() {
    return preprocessing.floatCount();
  }
}
