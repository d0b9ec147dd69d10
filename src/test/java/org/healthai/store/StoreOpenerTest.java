package org.healthai.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreOpenerTest {
  private static final HealthAiException AWAY =
      new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");

  private final Logger log = Logger.getLogger(StoreOpener.class.getName());
  private final StoreState state = new StoreState();
  private final List<Duration> delays = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private Runnable retry;
  private RuntimeException migrationFailure;
  private RuntimeException afterwardsFailure;
  private final StoreOpener opener =
      new StoreOpener(this::migrate, this::afterwards, state, this::later);

  @BeforeEach
  void silence() {
    log.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    log.setLevel(null);
  }

  @Test
  void opensAtOnceWhenTheDatabaseIsThere() {
    assertFalse(state.tablesReady());
    assertTrue(state.problem().isPresent());

    opener.open();

    assertEquals(List.of("migrate", "afterwards"), steps);
    assertEquals(Optional.empty(), state.problem());
    assertEquals(List.of(), delays);
  }

  @Test
  void opensLaterWhenTheDatabaseComesLater() {
    migrationFailure = AWAY;
    opener.open();
    assertFalse(state.tablesReady());
    assertEquals(Optional.of("the database does not answer"), state.problem());

    migrationFailure = null;
    retry.run();

    assertEquals(Optional.empty(), state.problem());
  }

  @Test
  void waitsLongerFromTryToTryButNeverLongerThanHalfAMinute() {
    migrationFailure = AWAY;
    opener.open();
    for (int i = 0; i < 7; i++) {
      retry.run();
    }

    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L),
        delays.stream().map(Duration::toSeconds).toList());
  }

  @Test
  void tablesCanBeUsedBeforeTheFirstKeyIsThereButTheStoreIsNotOpen() {
    afterwardsFailure = new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "no place for the key");

    opener.open();

    assertTrue(state.tablesReady());
    assertEquals(Optional.of("no place for the key"), state.problem());

    afterwardsFailure = null;
    retry.run();
    assertEquals(Optional.empty(), state.problem());
  }

  @Test
  void keepsWhatALibrarySaysOutOfTheReason() {
    migrationFailure = new IllegalStateException("db.hospital.example, user healthai");

    opener.open();

    assertEquals(Optional.of("the store cannot be opened, see the server's log"), state.problem());
  }

  private int migrate() {
    steps.add("migrate");
    if (migrationFailure != null) {
      throw migrationFailure;
    }
    return 1;
  }

  private void afterwards() {
    assertTrue(state.tablesReady());
    steps.add("afterwards");
    if (afterwardsFailure != null) {
      throw afterwardsFailure;
    }
  }

  private void later(Duration delay, Runnable task) {
    delays.add(delay);
    retry = task;
  }
}
