package org.healthai.inference.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum_v2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_output_scales;

import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;

/**
 * Factors that bring what a primitive computed, and the residual it adds, to the scale of its
 * result. Floats need none. Immutable.
 */
final class Rescaling {
  /** Nothing is multiplied, and a residual has the type of the result. */
  static final Rescaling NONE = new Rescaling(new float[0], 1f, dnnl_data_type_undef);

  private static final int ALL_ALIKE = 0;
  private static final int BY_CHANNEL = 1 << 1;

  private final float[] factors;
  private final float residualFactor;
  private final int residualType;

  private Rescaling(float[] factors, float residualFactor, int residualType) {
    this.factors = factors;
    this.residualFactor = residualFactor;
    this.residualType = residualType;
  }

  /** One factor for everything; 1 leaves it as it is. */
  static Rescaling by(float factor) {
    return factor == 1f ? NONE : new Rescaling(new float[] {factor}, 1f, dnnl_data_type_undef);
  }

  /** One factor an output channel. */
  static Rescaling byChannel(float[] factors) {
    return new Rescaling(factors.clone(), 1f, dnnl_data_type_undef);
  }

  /**
   * The same, for a primitive that adds a residual.
   *
   * @param type oneDNN's number of the residual's type, of the same size as the result's
   */
  Rescaling withResidual(float factor, int type) {
    return new Rescaling(factors, factor, type);
  }

  void applyTo(dnnl_primitive_attr attributes) {
    if (factors.length > 0) {
      int mask = factors.length == 1 ? ALL_ALIKE : BY_CHANNEL;
      OneDnn.check(
          dnnl_primitive_attr_set_output_scales(attributes, factors.length, mask, factors),
          "output scales");
    }
  }

  void appendResidual(dnnl_post_ops after) {
    OneDnn.check(dnnl_post_ops_append_sum_v2(after, residualFactor, residualType), "residual sum");
  }
}
