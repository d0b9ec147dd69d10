package org.healthai.job;

/** Another worker has answered the film; undoes the transaction of the one that comes second. */
final class AnsweredElsewhereException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 20;

  AnsweredElsewhereException() {
    super("another worker has answered the film", null, false, false);
  }

  static boolean isIn(Throwable failure) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (current instanceof AnsweredElsewhereException) {
        return true;
      }
      current = current.getCause();
    }
    return false;
  }
}
