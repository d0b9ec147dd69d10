package org.healthai.inference.dl4j;

/**
 * How DL4J engines run.
 *
 * @param threads OpenMP threads one engine computes with; {@value #THREADS_OF_MACHINE} leaves it to
 *     {@code OMP_NUM_THREADS} and the number of processors. Threads × engines should not exceed the
 *     cores
 * @param maxBatch largest number of films one call of the engine takes
 * @param compiledPlan whether the compiled oneDNN plan is used where it is possible; {@code false}
 *     keeps every model on DL4J itself
 */
public record Dl4jSettings(int threads, int maxBatch, boolean compiledPlan) {
  /** Value of {@code threads} that does not override the machine's own number. */
  public static final int THREADS_OF_MACHINE = 0;

  /** Refuses numbers no engine could run with. */
  public Dl4jSettings {
    if (threads < THREADS_OF_MACHINE) {
      throw new IllegalArgumentException("threads must not be negative, but is " + threads);
    }
    if (maxBatch < 1) {
      throw new IllegalArgumentException("maxBatch must be at least 1, but is " + maxBatch);
    }
  }
}
