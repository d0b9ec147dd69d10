package org.healthai.image;

import java.lang.management.ManagementFactory;

/**
 * What a piece of work cost the thread that did it.
 *
 * @param allocatedBytes on the heap, garbage included
 * @param cpuMillis of processor time: unlike the clock, it does not count what other processes take
 */
record DecodeCost(long allocatedBytes, long cpuMillis) {
  /** The exported API of module jdk.management; the standard one does not count allocations. */
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Does the work twice and measures the second time: the first loads classes. */
  static DecodeCost of(Runnable work) {
    work.run();
    long id = Thread.currentThread().getId();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getThreadAllocatedBytes(id);
    work.run();
    return new DecodeCost(
        THREADS.getThreadAllocatedBytes(id) - allocated,
        (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000);
  }
}
