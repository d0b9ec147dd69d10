package org.healthai.inference.dl4j;

/** Holds up those who pass while it is closed. Safe for many threads. */
final class Gate {
  private volatile boolean closed;

  void close() {
    closed = true;
  }

  synchronized void open() {
    closed = false;
    notifyAll();
  }

  void pass() {
    if (closed) {
      await();
    }
  }

  private synchronized void await() {
    boolean interrupted = false;
    while (closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // an interrupt must not give a film half an answer
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
