package org.healthai.job.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.JobInputs;
import org.healthai.secret.Sealer;
import org.healthai.secret.StreamSealer;
import org.healthai.secret.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every place for films of jobs must do. */
public abstract class JobInputsContract {
  protected static final StreamSealer SEALER =
      new StreamSealer(new Sealer(TestKeys.ring(TestKeys.key("k1", 1))));

  private static final byte[] FILM = "a film".getBytes(StandardCharsets.UTF_8);

  private final String folder = UUID.randomUUID().toString();
  private final String other = UUID.randomUUID().toString();

  /** The place; nothing is in it. */
  protected abstract JobInputs inputs();

  /** What is kept, as it lies there, with one byte changed. */
  protected abstract void damage(String job, int item) throws IOException;

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 65_536, 300_001})
  void givesAFilmBackAsItCame(int bytes) throws IOException {
    byte[] film = new byte[bytes];
    new Random(bytes).nextBytes(film);

    String key = inputs().keep(folder, 7, () -> new ByteArrayInputStream(film));

    assertArrayEquals(film, read(folder, 7, key));
    assertArrayEquals(film, read(folder, 7, key));
  }

  @Test
  void aFilmThatIsNotThereIsNotFound() {
    String key = keep(folder, 0);

    assertEquals(ErrorCode.NOT_FOUND, codeOf(() -> read(folder, 1, key)));
    assertEquals(ErrorCode.NOT_FOUND, codeOf(() -> read(other, 0, key)));
  }

  @Test
  void aFilmKeptAgainIsTheNewOne() throws IOException {
    keep(folder, 0);
    byte[] second = {1, 2, 3};

    String key = inputs().keep(folder, 0, () -> new ByteArrayInputStream(second));

    assertArrayEquals(second, read(folder, 0, key));
  }

  @Test
  void aKeyOpensItsOwnFilmOnly() {
    String key = keep(folder, 0);
    keep(folder, 1);
    keep(other, 0);

    assertEquals(ErrorCode.INTERNAL_ERROR, codeOf(() -> read(folder, 1, key)));
    assertEquals(ErrorCode.INTERNAL_ERROR, codeOf(() -> read(other, 0, key)));
  }

  @Test
  void aChangedFilmIsRefused() throws IOException {
    String key = keep(folder, 0);

    damage(folder, 0);

    assertEquals(ErrorCode.INTERNAL_ERROR, codeOf(() -> read(folder, 0, key)));
  }

  @Test
  void aFilmThatBreaksOffIsNotKept() {
    String key = keep(folder, 1);

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> inputs().keep(folder, 0, BrokenFilm::new));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
    assertEquals(ErrorCode.NOT_FOUND, codeOf(() -> read(folder, 0, key)));
  }

  @Test
  void removesOneFilm() throws IOException {
    String key = keep(folder, 0);
    String left = keep(folder, 1);

    inputs().remove(folder, 0);
    inputs().remove(folder, 0);

    assertEquals(ErrorCode.NOT_FOUND, codeOf(() -> read(folder, 0, key)));
    assertArrayEquals(FILM, read(folder, 1, left));
  }

  @Test
  void removesAJobsFilmsAndNoOthers() throws IOException {
    keep(folder, 0);
    keep(folder, 12);
    String left = keep(other, 0);

    inputs().removeAll(folder);

    assertEquals(List.of(other), inputs().listFolders());
    assertArrayEquals(FILM, read(other, 0, left));
  }

  @Test
  void saysWhenAFilmWasLastPutThere() {
    Instant before = Instant.now().minusSeconds(60);
    keep(folder, 0);

    assertTrue(inputs().findLastChange(folder).orElseThrow().isAfter(before));
    assertEquals(Optional.empty(), inputs().findLastChange(other));
  }

  @Test
  void removingWhatIsNotThereDoesNothing() {
    assertDoesNotThrow(() -> inputs().removeAll(folder));
    assertDoesNotThrow(() -> inputs().remove(folder, 0));
    assertEquals(List.of(), inputs().listFolders());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../jobs", "", "/etc", "lost+found", "1-1-1-1-1"})
  void takesNoFolderButItsOwn(String elsewhere) {
    assertThrows(IllegalArgumentException.class, () -> inputs().removeAll(elsewhere));
    assertThrows(IllegalArgumentException.class, () -> keep(elsewhere, 0));
    assertThrows(IllegalArgumentException.class, () -> read(elsewhere, 0, "key"));
  }

  protected String keep(String job, int item) {
    return inputs().keep(job, item, () -> new ByteArrayInputStream(FILM));
  }

  protected byte[] read(String job, int item, String key) throws IOException {
    try (InputStream film = inputs().open(job, item, key)) {
      return film.readAllBytes();
    }
  }

  protected static ErrorCode codeOf(Executable call) {
    return assertThrows(HealthAiException.class, call).code();
  }

  /** Breaks off behind its first bytes. */
  private static final class BrokenFilm extends InputStream {
    private int left = 100_000;

    @Override
    public int read() throws IOException {
      if (left == 0) {
        throw new IOException("the disk is gone");
      }
      left--;
      return 7;
    }
  }
}
