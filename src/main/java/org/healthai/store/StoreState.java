package org.healthai.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the store has come since the server started. Safe for many threads.
 *
 * <p>Nothing may touch the entity manager before the schema is there: EclipseLink deploys a
 * persistence unit at its first use, and one whose deployment failed because the database was away
 * stays broken until the server is restarted.
 */
public final class StoreState {
  /** Where the store stands. */
  private enum Phase {
    /** The database was not reached yet, or could not be migrated. */
    CLOSED,
    /** The tables are there; what must be in them at first may not be. */
    MIGRATED,
    /** Everything is there. */
    OPEN
  }

  private record Snapshot(Phase phase, @Nullable String problem) {}

  private volatile Snapshot snapshot = new Snapshot(Phase.CLOSED, "the store is being opened");

  void migrated() {
    snapshot = new Snapshot(Phase.MIGRATED, "the store is being opened");
  }

  void opened() {
    snapshot = new Snapshot(Phase.OPEN, null);
  }

  void failed(String problem) {
    snapshot = new Snapshot(snapshot.phase(), problem);
  }

  /** Whether the tables can be used. */
  public boolean tablesReady() {
    return snapshot.phase() != Phase.CLOSED;
  }

  /** Why the store is not open yet, in words that are safe to show; empty when it is open. */
  public Optional<String> problem() {
    return Optional.ofNullable(snapshot.problem());
  }
}
