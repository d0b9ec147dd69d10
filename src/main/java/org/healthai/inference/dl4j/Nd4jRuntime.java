package org.healthai.inference.dl4j;

import org.healthai.error.HealthAiException;
import org.healthai.inference.NetworkRefusal;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The ND4J backend of this process, whichever the class path holds. Safe for several threads.
 *
 * <p>Nothing here names a CPU or CUDA class, so that the jars alone choose the backend. Only the
 * {@code -onednn} natives of ND4J contain oneDNN; the plain ones say that they use it and do not.
 */
final class Nd4jRuntime {
  /**
   * The newest generation of GPUs it runs on: its library has machine code up to compute capability
   * 8.6, which those of the same generation run, and no PTX that a driver could compile for others.
   */
  private static final int NEWEST_GPU = 8;

  private static final Nd4jRuntime INSTANCE = load();

  private final boolean cpu;
  private final boolean oneDnn;
  private final NativeOps nativeOps;

  private Nd4jRuntime(boolean cpu, NativeOps nativeOps) {
    this.cpu = cpu;
    this.nativeOps = nativeOps;
    this.oneDnn = cpu && nativeOps.buildInfo().contains("HAVE_ONEDNN");
  }

  private static Nd4jRuntime load() {
    // ND4J would otherwise call System.gc() every few seconds, in the middle of requests.
    Nd4j.getMemoryManager().togglePeriodicGc(false);
    boolean cpu = Nd4j.getEnvironment().isCPU();
    return new Nd4jRuntime(cpu, NativeOpsHolder.getInstance().getDeviceNativeOps());
  }

  /**
   * The loaded backend; the first call loads the native libraries (1 to 3 seconds).
   *
   * @throws HealthAiException MODEL_REFUSED when they have no kernels for this machine's GPU
   */
  static Nd4jRuntime get() {
    if (!INSTANCE.cpu) {
      NativeOps gpu = INSTANCE.nativeOps;
      int device = gpu.getDevice();
      requireKernels(gpu.getDeviceMajor(device), gpu.getDeviceMinor(device));
    }
    return INSTANCE;
  }

  /** Refuses a GPU of a compute capability that ND4J would fail on in its first kernel. */
  static void requireKernels(int major, int minor) {
    if (major > NEWEST_GPU) {
      throw NetworkRefusal.because(
          "ND4J's CUDA backend has no kernels for this GPU, whose compute capability is %d.%d; it"
                  .formatted(major, minor)
              + " has them up to 8.9. Use healthai.inference.engine = onnx with a build of"
              + " -Ponnx-gpu, or a build for processors");
    }
  }

  boolean isCpu() {
    return cpu;
  }

  /** Whether ND4J's own kernels were built with oneDNN. */
  boolean hasOneDnn() {
    return oneDnn;
  }

  /** Name for {@link org.healthai.inference.EngineDescription#backend()}. */
  String backendName() {
    if (!cpu) {
      return "nd4j-cuda";
    }
    return oneDnn ? "dl4j-onednn" : "dl4j-native";
  }

  /**
   * Sets the calling thread's number of OpenMP threads, for ND4J and for every other library on the
   * same OpenMP runtime. libgomp keeps one number and one pool of threads per calling thread.
   */
  void useThreads(int threads) {
    if (cpu && threads != Dl4jSettings.THREADS_OF_MACHINE) {
      nativeOps.setOmpNumThreads(threads);
    }
  }

  /** Lets the calling thread compute alone meanwhile; only where {@link #isCpu}. */
  void withOneThread(Runnable work) {
    withThreads(1, work);
  }

  /** Lets the calling thread compute with so many meanwhile; only where {@link #isCpu}. */
  void withThreads(int threads, Runnable work) {
    int before = threads();
    nativeOps.setOmpNumThreads(threads);
    try {
      work.run();
    } finally {
      nativeOps.setOmpNumThreads(before);
    }
  }

  /** The calling thread's number of OpenMP threads. */
  int threads() {
    return nativeOps.ompGetMaxThreads();
  }
}
