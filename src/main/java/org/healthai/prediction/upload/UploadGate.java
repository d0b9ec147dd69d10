package org.healthai.prediction.upload;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Bounds how many requests send their files at once, and lets none in whose films would be refused
 * afterwards. Safe for many threads; nobody waits.
 *
 * <p>Such a request holds one of the server's threads until its last byte is there, however slow
 * its line. Without a bound a few hundred slow lines hold them all, and health does not answer
 * either.
 */
public final class UploadGate {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final RoomCheck room;
  private final Semaphore places;
  private final Semaphore keepers;

  /**
   * A gate.
   *
   * @param room asked before a request is let in
   * @param uploadsAtOnce positive ({@code healthai.prediction.uploads-at-once})
   */
  public UploadGate(RoomCheck room, int uploadsAtOnce) {
    this.room = room;
    this.places = new Semaphore(uploadsAtOnce);
    this.keepers = new Semaphore(Math.max(1, uploadsAtOnce / 2));
  }

  /** Knows whether it is worth reading films: what is refused afterwards cost as much as work. */
  public interface RoomCheck {
    /**
     * Does nothing where there is room for films of that priority.
     *
     * @throws HealthAiException OVERLOADED
     */
    void require(Priority priority);
  }

  /** A place at the gate, free again when closed; closed once, by the thread that reads. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Lets one request in.
   *
   * @throws HealthAiException OVERLOADED when as many are sending already, or there is no room for
   *     films of that priority
   */
  public Place enter(Priority priority) {
    room.require(priority);
    acquire(places);
    return places::release;
  }

  /**
   * Lets one request in whose films are kept and not worked on yet. Such requests may bring
   * thousands of films and take as long: they never have more than half of the places.
   *
   * @throws HealthAiException OVERLOADED when as many are sending already
   */
  public Place enterToKeep() {
    acquire(keepers);
    try {
      acquire(places);
    } catch (HealthAiException full) {
      keepers.release();
      throw full;
    }
    return () -> {
      places.release();
      keepers.release();
    };
  }

  private static void acquire(Semaphore places) {
    if (!places.tryAcquire()) {
      throw HealthAiException.retryLater(
          ErrorCode.OVERLOADED, "too many clients are sending films; try again later", RETRY);
    }
  }
}
