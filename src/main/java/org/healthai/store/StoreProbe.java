package org.healthai.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Asks whether the store can be used right now: opened, and the database answers a trivial query.
 * Safe for many threads; costs one round trip.
 */
public final class StoreProbe {
  private final StoreState state;
  private final DataSource dataSource;
  private final Duration timeout;

  /**
   * A probe.
   *
   * @param timeout how long the query may take, rounded up to whole seconds; getting a connection
   *     is bounded by the data source
   */
  public StoreProbe(StoreState state, DataSource dataSource, Duration timeout) {
    this.state = state;
    this.dataSource = dataSource;
    this.timeout = timeout;
  }

  /** Why the store cannot be used, in words that are safe to show; empty when it can. */
  public Optional<String> findProblem() {
    Optional<String> notOpen = state.problem();
    if (notOpen.isPresent()) {
      return notOpen;
    }
    try (Connection connection = dataSource.getConnection();
        Statement query = connection.createStatement()) {
      query.setQueryTimeout(Math.toIntExact(timeout.plusMillis(999).toSeconds()));
      query.execute("values (1)");
      return Optional.empty();
    } catch (SQLException unanswered) {
      return Optional.of(StoreFailure.NO_ANSWER);
    }
  }
}
