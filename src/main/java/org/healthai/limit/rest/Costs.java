package org.healthai.limit.rest;

import org.healthai.error.ErrorCode;
import org.healthai.web.StatusMapping;

/**
 * What a film costs that got no answer: nothing where the server was at fault, and one prediction
 * where the client was, or else broken films would be read and decoded for nothing. A deadline is
 * the client's: it may set one that nobody can keep.
 */
public final class Costs {
  private static final int REFUSED_BY_QUOTA = 429;
  private static final int DEFECT = 500;
  private static final int UNABLE = 503;

  private Costs() {}

  /** Whether a film that failed for this reason costs nothing. */
  public static boolean nothing(ErrorCode code) {
    return nothing(StatusMapping.statusOf(code));
  }

  /** Whether a request that is answered with this status costs nothing. */
  static boolean nothing(int status) {
    return status == REFUSED_BY_QUOTA || status == DEFECT || status == UNABLE;
  }
}
