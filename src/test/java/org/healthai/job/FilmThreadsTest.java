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
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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

  @Test
  void onePlaceThatHangsLeavesTheOther() {
    FilmThreads threads = new FilmThreads(storage::add, Runnable::run, LONG);

    CompletableFuture<String> kept = threads.call(film("key"), () -> "kept");
    CompletableFuture<String> named = threads.call(film(null), () -> "named");

    assertEquals("named", named.join());
    assertFalse(kept.isDone());
    storage.remove().run();
    assertEquals("kept", kept.join());
  }

  @Test
  void givesUpOnAPlaceThatDoesNotAnswerAndDoesNotComeBackToIt() {
    FilmThreads threads = new FilmThreads(storage::add, Runnable::run, Duration.ofMillis(1));
    AtomicBoolean done = new AtomicBoolean();

    CompletableFuture<String> film = threads.call(film("key"), () -> "" + done.getAndSet(true));

    assertEquals(ErrorCode.DEADLINE_PASSED, codeOf(film));
    storage.remove().run();
    assertFalse(done.get());
  }

  /** A named pipe that nobody writes into stands in for a share whose server is gone. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aReadThatNeverEndsHoldsItsOwnThreadOnly(@TempDir Path place) throws Exception {
    Path film = place.resolve("film");
    assertEquals(0, new ProcessBuilder("mkfifo", film.toString()).start().waitFor());
    FilmThreads threads =
        new FilmThreads(task -> daemon(task).start(), Runnable::run, Duration.ofMillis(50));

    CompletableFuture<byte[]> kept = threads.call(film("key"), () -> read(film));

    assertEquals(ErrorCode.DEADLINE_PASSED, codeOf(kept));
    assertEquals("named", threads.call(film(null), () -> "named").join());
    new RandomAccessFile(film.toFile(), "rw").close(); // who reads comes back
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "share");
    thread.setDaemon(true);
    return thread;
  }

  private static byte[] read(Path film) {
    try {
      return Files.readAllBytes(film);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void doesNotWaitBehindAllThatHang() {
    FilmThreads threads =
        new FilmThreads(
            task -> {
              throw new RejectedExecutionException("all of them hang");
            },
            Runnable::run,
            LONG);

    assertEquals(ErrorCode.DEADLINE_PASSED, codeOf(threads.call(film("key"), () -> "kept")));
  }

  @Test
  void tellsWhatWentWrongWithAFilm() {
    FilmThreads threads = new FilmThreads(Runnable::run, Runnable::run, LONG);

    CompletableFuture<String> film =
        threads.call(
            film("key"),
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
