package org.healthai.store;

import java.sql.SQLException;
import java.util.Set;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that does not work from a defect of ours.
 *
 * <p>The SQL standard's class (first two characters) of the SQLSTATE decides. Our own mistakes are
 * statements, values and constraints; everything else, from a refused connection to a full disk, is
 * the store's.
 */
final class StoreFailure {
  static final String NO_ANSWER = "the database does not answer";

  /** Classes of ISO/IEC 9075-2, clause 24, that a correct program never causes. */
  private static final Set<String> DEFECTS =
      Set.of(
          "07", // dynamic SQL error
          "0A", // feature not supported
          "21", // cardinality violation
          "22", // data exception
          "23", // integrity constraint violation
          "26", // invalid SQL statement name
          "42"); // syntax error or access rule violation

  private StoreFailure() {}

  /**
   * What to throw for a failure of a transaction.
   *
   * @return STORE_UNAVAILABLE with the cause, or the failure itself when it is a defect of ours
   */
  static RuntimeException translate(RuntimeException failure) {
    return isUnavailable(failure)
        ? new HealthAiException(ErrorCode.STORE_UNAVAILABLE, NO_ANSWER, failure)
        : failure;
  }

  static boolean isUnavailable(Throwable failure) {
    boolean transactionFailed = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return !isDefect(sql);
      }
      transactionFailed |= isCommitFailure(cause);
    }
    return transactionFailed;
  }

  /** Derby reports a failed batch under a state of its own and chains the statement's failure. */
  private static boolean isDefect(SQLException failure) {
    for (Throwable chained : failure) {
      if (chained instanceof SQLException sql && isDefect(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDefect(@Nullable String sqlState) {
    return sqlState != null && sqlState.length() >= 2 && DEFECTS.contains(sqlState.substring(0, 2));
  }

  /** Everything was flushed before the commit: what fails there is not our statement. */
  private static boolean isCommitFailure(Throwable cause) {
    return cause instanceof jakarta.transaction.RollbackException
        || cause instanceof jakarta.transaction.SystemException
        || cause instanceof jakarta.transaction.HeuristicMixedException
        || cause instanceof jakarta.transaction.HeuristicRollbackException;
  }
}
