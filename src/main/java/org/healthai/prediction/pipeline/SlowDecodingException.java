package org.healthai.prediction.pipeline;

/**
 * The cause of a DEADLINE_PASSED where the film's own decoding took most of the time that there
 * was: another try would end the same way, however little the server has to do. A film that only
 * waited for its turn has no such cause.
 */
public final class SlowDecodingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 20;

  /** Only a mark: it has no trace. */
  public SlowDecodingException() {
    super("decoding the film took most of the time", null, false, false);
  }

  /** Whether a failure has it among its causes. */
  public static boolean isIn(Throwable failure) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
      if (current instanceof SlowDecodingException) {
        return true;
      }
      current = current.getCause();
    }
    return false;
  }
}
