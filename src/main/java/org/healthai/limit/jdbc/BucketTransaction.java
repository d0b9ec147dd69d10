package org.healthai.limit.jdbc;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.LockAndGetResult;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.healthai.store.DatabaseKind;
import org.healthai.store.EpochMicros;

/** One short transaction on the row of one bucket. For one thread. */
final class BucketTransaction implements SelectForUpdateBasedTransaction {
  /** By how much the clocks of servers may differ. */
  static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private static final String UNIQUE_VIOLATION = "23505";

  private final Connection connection;
  private final String key;
  private final Clock clock;
  private final Timeouts timeouts;

  /** Sets how long a statement may take. */
  @FunctionalInterface
  interface Timeouts {
    void apply(PreparedStatement statement, Optional<Long> nanos) throws SQLException;
  }

  /** Some work with the database. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  /**
   * A transaction that has not begun.
   *
   * @param connection closed by {@link #release}
   */
  BucketTransaction(Connection connection, String key, Clock clock, Timeouts timeouts) {
    this.connection = connection;
    this.key = key;
    this.clock = clock;
    this.timeouts = timeouts;
  }

  @Override
  public void begin(Optional<Long> timeoutNanos) {
    run(() -> connection.setAutoCommit(false));
  }

  @Override
  public void commit(Optional<Long> timeoutNanos) {
    run(connection::commit);
  }

  @Override
  public void rollback() {
    run(connection::rollback);
  }

  @Override
  public void release() {
    run(connection::close);
  }

  /**
   * A row from the future was written before somebody put the clock back: nothing would flow into
   * the bucket until then. It counts as full.
   */
  @Override
  public LockAndGetResult tryLockAndGet(Optional<Long> timeoutNanos) {
    return call(
        () -> {
          String lock = DatabaseKind.of(connection).rowLock();
          try (PreparedStatement select =
              prepare(
                  "select state, updated_at_micros from limit_buckets where id = ? " + lock,
                  timeoutNanos)) {
            select.setString(1, key);
            return read(select);
          }
        });
  }

  private LockAndGetResult read(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return LockAndGetResult.notLocked();
      }
      long latest = EpochMicros.floor(clock.instant().plus(CLOCK_TOLERANCE));
      byte[] state = row.getLong(2) > latest ? null : row.getBytes(1);
      return LockAndGetResult.locked(state);
    }
  }

  /** False when another server was quicker. */
  @Override
  public boolean tryInsertEmptyData(Optional<Long> timeoutNanos) {
    return call(
        () -> {
          try (PreparedStatement insert =
              prepare(
                  "insert into limit_buckets (id, updated_at_micros) values (?, ?)",
                  timeoutNanos)) {
            insert.setString(1, key);
            insert.setLong(2, now());
            return insert.executeUpdate() > 0;
          } catch (SQLException failure) {
            if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
              return false;
            }
            throw failure;
          }
        });
  }

  @Override
  public void update(byte[] data, RemoteBucketState newState, Optional<Long> timeoutNanos) {
    run(
        () -> {
          try (PreparedStatement update =
              prepare(
                  "update limit_buckets set state = ?, updated_at_micros = ? where id = ?",
                  timeoutNanos)) {
            update.setBytes(1, data);
            update.setLong(2, now());
            update.setString(3, key);
            update.executeUpdate();
          }
        });
  }

  private PreparedStatement prepare(String sql, Optional<Long> timeoutNanos) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    timeouts.apply(statement, timeoutNanos);
    return statement;
  }

  private long now() {
    return EpochMicros.floor(clock.instant());
  }

  /** A step without a result. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private static void run(Step step) {
    call(
        () -> {
          step.run();
          return true;
        });
  }

  private static <T> T call(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException unavailable) {
      throw new BucketExecutionException(unavailable);
    }
  }
}
