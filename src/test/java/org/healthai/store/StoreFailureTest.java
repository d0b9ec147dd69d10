package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailureTest {
  @ParameterizedTest
  @CsvSource({
    "08001, connection refused",
    "08006, connection lost",
    "53300, PostgreSQL: too many connections",
    "53100, PostgreSQL: disk full",
    "57P01, PostgreSQL: shut down by an administrator",
    "40001, serialisation failure",
    "40XL1, Derby: lock timeout",
    "XJ040, Derby: database not started",
    "XSDG0, Derby: page unreadable",
    "28P01, PostgreSQL: wrong password"
  })
  void databaseThatDoesNotWorkIsUnavailable(String sqlState, String what) {
    PersistenceException failure = wrapped(new SQLException(what, sqlState));

    HealthAiException translated = (HealthAiException) StoreFailure.translate(failure);

    assertEquals(ErrorCode.STORE_UNAVAILABLE, translated.code());
    assertEquals("the database does not answer", translated.detail());
    assertSame(failure, translated.getCause());
  }

  @ParameterizedTest
  @CsvSource({
    "23505, unique constraint",
    "23503, foreign key",
    "22001, value too long",
    "22021, NUL in text",
    "42703, no such column",
    "42X05, Derby: no such table",
    "0A000, not supported"
  })
  void ourMistakesStayWhatTheyAre(String sqlState, String what) {
    PersistenceException failure = wrapped(new SQLException(what, sqlState));

    assertSame(failure, StoreFailure.translate(failure));
  }

  @Test
  void connectionsRunningOutIsUnavailable() {
    assertUnavailable(wrapped(new SQLTransientConnectionException("pool empty")));
  }

  @Test
  void mistakeInsideADerbyBatchIsFound() {
    BatchUpdateException batch = new BatchUpdateException("batch failed", "XJ208", new int[0]);
    batch.setNextException(new SQLException("foreign key", "23503"));
    PersistenceException failure = wrapped(batch);

    assertSame(failure, StoreFailure.translate(failure));
  }

  @Test
  void failedCommitIsUnavailable() {
    assertUnavailable(
        new IllegalStateException("transaction rolled back", new RollbackException("commit")));
  }

  @Test
  void failureThatHasNothingToDoWithTheDatabaseStaysWhatItIs() {
    NullPointerException defect = new NullPointerException("ours");

    assertSame(defect, StoreFailure.translate(defect));
  }

  private static void assertUnavailable(RuntimeException failure) {
    HealthAiException translated = (HealthAiException) StoreFailure.translate(failure);
    assertEquals(ErrorCode.STORE_UNAVAILABLE, translated.code());
  }

  private static PersistenceException wrapped(SQLException failure) {
    return new PersistenceException("query failed", failure);
  }
}
