package org.healthai.store;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Compares the clock of this server with the database's, which all servers have in common: they
 * read what others have written with their clocks. Warns once where the two differ, and again when
 * they have agreed in between. One thread.
 */
public final class ClockCheck {
  private static final System.Logger LOG = System.getLogger(ClockCheck.class.getName());

  /** Far above what synchronised clocks differ by, far below what anything waits for. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final DatabaseTime database;
  private final Clock clock;
  private boolean told;

  /** What time a database has. */
  @FunctionalInterface
  interface DatabaseTime {
    /** Asks it. */
    Instant ask() throws SQLException;
  }

  /** A check against the database behind that source. */
  public ClockCheck(DataSource dataSource, Clock clock) {
    this(() -> timeOf(dataSource, clock), clock);
  }

  ClockCheck(DatabaseTime database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @return by how much this server is ahead, or behind where negative, when that is too much;
   *     empty also where the database does not answer, which others tell
   */
  public Optional<Duration> look() {
    Instant before = clock.instant();
    Instant there;
    try {
      there = database.ask();
    } catch (SQLException unanswered) {
      return Optional.empty();
    }
    Instant after = clock.instant();
    Duration asking = Duration.between(before, after);
    Duration ahead = Duration.between(there, before.plus(asking.dividedBy(2)));
    boolean differs = ahead.abs().compareTo(TOLERANCE.plus(asking)) > 0;
    if (differs && !told) {
      LOG.log(
          Level.WARNING,
          "the clock of this server is {0} seconds {1} the database''s: synchronise the clocks of"
              + " all servers, or what they do at times comes early or late",
          ahead.abs().toSeconds(),
          ahead.isNegative() ? "behind" : "ahead of");
    }
    told = differs;
    return Optional.of(ahead).filter(known -> differs);
  }

  /** Derby runs in this process, and tells times without their zone. */
  static Instant timeOf(DataSource dataSource, Clock clock) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (DatabaseKind.of(connection) == DatabaseKind.DERBY) {
        return clock.instant();
      }
      try (Statement statement = connection.createStatement();
          ResultSet time = statement.executeQuery("values (current_timestamp)")) {
        if (!time.next()) {
          throw new SQLException("the database does not know the time");
        }
        return time.getTimestamp(1).toInstant();
      }
    }
  }
}
