package org.healthai.job;

/** Another request with the same idempotency key was faster. */
public final class DuplicateKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without the key, which may be anything. */
  public DuplicateKeyException(Throwable cause) {
    super("another job has this idempotency key", cause);
  }
}
