package org.healthai.privacy.retention;

/** One part of the nightly task, done in small transactions. */
@FunctionalInterface
public interface NightlyStep {

  /**
   * Does the whole part.
   *
   * @param lease asked after each transaction; its exception ends the part
   * @return what was done, for the log; empty where there was nothing to do
   */
  String run(Lease lease);

  /** That this server may go on. */
  @FunctionalInterface
  interface Lease {
    /**
     * Says that the task is still being worked on.
     *
     * @throws LostLeaseException when another server has taken it over
     */
    void keep();
  }

  /** Another server has taken the task over. */
  final class LostLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostLeaseException() {
      super("another server has taken the nightly task over");
    }
  }
}
