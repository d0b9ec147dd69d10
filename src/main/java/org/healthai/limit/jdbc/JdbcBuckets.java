package org.healthai.limit.jdbc;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.AbstractSelectForUpdateBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.healthai.limit.ClockMeter;
import org.healthai.limit.Quota;
import org.healthai.store.EpochMicros;

/**
 * Buckets in rows of {@code limit_buckets}, on Derby and PostgreSQL. Whoever takes locks the row
 * first, so that all servers of a database take one after the other. Safe for many threads; not to
 * be called in a transaction of the container.
 */
public final class JdbcBuckets extends AbstractSelectForUpdateBasedProxyManager<String> {
  /** For the statements; getting a connection is bounded by the data source. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final Clock clock;

  /**
   * Buckets in that database.
   *
   * @param clock the server's; those of several servers differ by less than {@link
   *     BucketTransaction#CLOCK_TOLERANCE}
   */
  public JdbcBuckets(DataSource dataSource, Clock clock) {
    super(
        ClientSideConfig.getDefault()
            .withClientClock(new ClockMeter(clock))
            .withRequestTimeout(TIMEOUT));
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  protected SelectForUpdateBasedTransaction allocateTransaction(
      String key, Optional<Long> timeoutNanos) {
    try {
      return new BucketTransaction(dataSource.getConnection(), key, clock, this::applyTimeout);
    } catch (SQLException unavailable) {
      throw new BucketExecutionException(unavailable);
    }
  }

  @Override
  public void removeProxy(String key) {
    execute("delete from limit_buckets where id = ?", statement -> statement.setString(1, key));
  }

  /**
   * Removes rows that say no more than that a bucket is full.
   *
   * @return how many there were
   */
  public int removeUnused() {
    Instant full = clock.instant().minus(Quota.MAX_PERIOD);
    return execute(
        "delete from limit_buckets where updated_at_micros < ?",
        statement -> statement.setLong(1, EpochMicros.floor(full)));
  }

  private int execute(String sql, Values values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      values.setOn(statement);
      return statement.executeUpdate();
    } catch (SQLException unavailable) {
      throw new BucketExecutionException(unavailable);
    }
  }

  /** Fills the parameters of a statement. */
  @FunctionalInterface
  private interface Values {
    void setOn(PreparedStatement statement) throws SQLException;
  }
}
