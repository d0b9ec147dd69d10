package org.healthai.job.folder;

/** Another server tends the watched folder. */
final class LostLeaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostLeaseException() {
    super("another server tends the watched folder");
  }
}
