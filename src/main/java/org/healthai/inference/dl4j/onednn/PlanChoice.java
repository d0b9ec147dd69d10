package org.healthai.inference.dl4j.onednn;

import java.util.Set;

/**
 * How the convolutions of a plan compute. Answers of two choices differ in the last bits; within
 * one choice they are the same on every run and every load.
 *
 * @param layout memory order between the operations
 * @param winograd names of the convolutions computed by Winograd's algorithm (Lavin and Gray 2015);
 *     the others compute directly
 */
public record PlanChoice(Layout layout, Set<String> winograd) {

  /** Memory order of feature maps. */
  public enum Layout {
    /** What oneDNN likes best: 8 or 16 channels side by side. The only one Winograd takes. */
    BLOCKED,
    /** All channels side by side. */
    NHWC
  }

  /** Copies the set. */
  public PlanChoice {
    winograd = Set.copyOf(winograd);
  }

  /** Every convolution computed directly. */
  public static PlanChoice direct(Layout layout) {
    return new PlanChoice(layout, Set.of());
  }
}
