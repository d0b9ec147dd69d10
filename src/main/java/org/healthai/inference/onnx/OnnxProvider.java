package org.healthai.inference.onnx;

import java.util.List;
import java.util.Locale;

/** What ONNX Runtime computes with (its "execution providers"). */
public enum OnnxProvider {
  /** The processor. */
  CPU,
  /** An NVIDIA GPU; needs the jar {@code onnxruntime_gpu}, CUDA 12 and cuDNN 9. */
  CUDA,
  /** An NVIDIA GPU by TensorRT, which needs the same and TensorRT 10; slow to load. */
  TENSORRT;

  /** This provider and what stands in for it where it cannot be used; the last one always can. */
  List<OnnxProvider> candidates() {
    return switch (this) {
      case CPU -> List.of(CPU);
      case CUDA -> List.of(CUDA, CPU);
      case TENSORRT -> List.of(TENSORRT, CUDA, CPU);
    };
  }

  /** The name in settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
