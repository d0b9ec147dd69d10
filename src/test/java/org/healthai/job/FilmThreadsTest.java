package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FilmThreadsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Deque<Runnable> storage = new ArrayDeque<>();

  private final List<String> late = new ArrayList<>();

  private static FilmThreads threads(Executor storage, Duration patience) {
    return new FilmThreads(storage, Runnable::run, Runnable::run, patience);
  }

  private CompletableFuture<String> call(
      FilmThreads threads, @Nullable String key, Supplier<String> reading) {
    return threads.call(film(key), reading, late::add);
  }

  @Test
  void onePlaceThatHangsLeavesTheOther() {
    FilmThreads threads = threads(storage::add, LONG);

    CompletableFuture<String> kept = call(threads, "key", () -> "kept");
    CompletableFuture<String> named = call(threads, null, () -> "named");

    assertEquals("named", named.join());
    assertFalse(kept.isDone());
    storage.remove().run();
    assertEquals("kept", kept.join());
  }

  @Test
  void givesUpOnAPlaceThatDoesNotAnswerAndDoesNotComeBackToIt() {
    FilmThreads threads = threads(storage::add, Duration.ofMillis(1));
    AtomicBoolean done = new AtomicBoolean();

    CompletableFuture<String> film = call(threads, "key", () -> "" + done.getAndSet(true));

    assertEquals(ErrorCode.DEADLINE_PASSED, codeOf(film));
    storage.remove().run();
    assertFalse(done.get());
  }

  /** Or it would be worked on beside a suspect, which must be alone. */
  @Test
  void whatIsReadTooLateGoesNoFurther() {
    FilmThreads threads = threads(task -> daemon(task).start(), Duration.ofMillis(1));
    CompletableFuture<Void> gaveUp = new CompletableFuture<>();
    CompletableFuture<String> closed = new CompletableFuture<>();

    CompletableFuture<String> next =
        threads
            .call(film("key"), () -> gaveUp.thenApply(nothing -> "film").join(), closed::complete)
            .whenComplete((film, failure) -> gaveUp.complete(null));

    assertEquals(ErrorCode.DEADLINE_PASSED, codeOf(next));
    assertEquals("film", closed.join());
  }

  @Test
  void removesWhatIsAnsweredWithoutAnybodyWaiting() {
    List<Runnable> removals = new ArrayList<>();
    FilmThreads threads = new FilmThreads(Runnable::run, Runnable::run, removals::add, LONG);
    threads.later(() -> late.add("removed"));
    assertEquals(List.of(), late);

    removals.forEach(Runnable::run);

    assertEquals(List.of("removed"), late);
  }

  /** A named pipe that nobody writes into stands in for a share whose server is gone. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aReadThatNeverEndsHoldsItsOwnThreadOnly(@TempDir Path place) throws Exception {
    Path film = place.resolve("film");
    assertEquals(0, new ProcessBuilder("mkfifo", film.toString()).start().waitFor());
    FilmThreads threads = threads(task -> daemon(task).start(), Duration.ofMillis(50));

    CompletableFuture<String> kept = call(threads, "key", () -> read(film));

    assertEquals(ErrorCode.DEADLINE_PASSED, codeOf(kept));
    assertEquals("named", call(threads, null, () -> "named").join());
    new RandomAccessFile(film.toFile(), "rw").close(); // who reads comes back
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "share");
    thread.setDaemon(true);
    return thread;
  }

  private static String read(Path film) {
    try {
      return Files.readString(film);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void doesNotWaitBehindAllThatHang() {
    FilmThreads threads =
        threads(
            task -> {
              throw new RejectedExecutionException("all of them hang");
            },
            LONG);

    assertEquals(ErrorCode.DEADLINE_PASSED, codeOf(call(threads, "key", () -> "kept")));
  }

  @Test
  void tellsWhatWentWrongWithAFilm() {
    CompletableFuture<String> film =
        call(
            threads(Runnable::run, LONG),
            "key",
            () -> {
              throw new HealthAiException(ErrorCode.NOT_FOUND, "gone");
            });

    assertEquals(ErrorCode.NOT_FOUND, codeOf(film));
  }

  @Test
  void aPlaceThatHangsCostsTheFilmNoAttempt() {
    assertEquals(Blame.NOBODY, Blame.of(ErrorCode.DEADLINE_PASSED));
    assertFalse(Blame.isForAll(ErrorCode.DEADLINE_PASSED), "its message is let go at once");
  }

  private static ErrorCode codeOf(CompletableFuture<?> film) {
    CompletionException failure = assertThrows(CompletionException.class, film::join);
    assertTrue(HealthAiException.findIn(failure).isPresent());
    return HealthAiException.findIn(failure).orElseThrow().code();
  }

  private static JobItem film(@Nullable String key) {
    return new JobItem(
        new ItemRef(1, 0), ItemState.RUNNING, 1, "sealed", key, null, null, Instant.EPOCH);
  }
}
