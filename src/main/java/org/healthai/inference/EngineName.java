package org.healthai.inference;

import java.util.Arrays;
import java.util.Optional;

/** The engines a server can be told to run models with. A package has weights for some of them. */
public enum EngineName {
  /** DL4J with the Keras file: the model itself, which every other engine has to agree with. */
  DL4J("dl4j"),
  /** The compiled plan in 8 bits. */
  DL4J_INT8("dl4j-int8"),
  /** ONNX Runtime in float32. */
  ONNX("onnx"),
  /** ONNX Runtime in 8 bits. */
  ONNX_INT8("onnx-int8");

  private final String text;

  EngineName(String text) {
    this.text = text;
  }

  /** The engine of that name in settings and manifests. */
  public static Optional<EngineName> find(String text) {
    return Arrays.stream(values()).filter(name -> name.text.equals(text)).findFirst();
  }

  /** The name in settings, manifests, health and metrics. */
  @Override
  public String toString() {
    return text;
  }
}
