package org.healthai.image;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the kernels that were used last: films of one machine share their size. Safe for many
 * threads; two that miss at once both compute, which costs some 50 µs.
 */
final class ResampleKernels {
  private static final int CAPACITY = 64;

  /** Kernels of absurdly long lines are cheap next to decoding the film and are not kept. */
  private static final int MAX_KEPT_WEIGHTS = 1 << 16;

  private final Map<ResampleKernel.Line, ResampleKernel> kernels =
      new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ResampleKernel.Line, ResampleKernel> eldest) {
          return size() > CAPACITY;
        }
      };

  ResampleKernel get(ResampleKernel.Line line) {
    synchronized (kernels) {
      ResampleKernel known = kernels.get(line);
      if (known != null) {
        return known;
      }
    }
    ResampleKernel kernel = ResampleKernel.of(line);
    if (kernel.sharedWeights().length <= MAX_KEPT_WEIGHTS) {
      synchronized (kernels) {
        kernels.put(line, kernel);
      }
    }
    return kernel;
  }
}
