package org.healthai.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.secret.Sealer;
import org.healthai.secret.StreamSealer;
import org.healthai.secret.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFilmArchiveTest {
  private static final byte[] FILM = "\u0089PNG IHDR".getBytes(StandardCharsets.ISO_8859_1);
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static final StreamSealer SEALER =
      new StreamSealer(new Sealer(TestKeys.ring(TestKeys.key("k1", 1))));

  @TempDir Path data;
  private Path films;
  private FilmArchive archive;
  private final StoredName name = StoredName.random("png");

  @BeforeEach
  void open() {
    films = data.resolve("films");
    archive = DirectoryFilmArchive.open(films, SEALER, NOW);
  }

  @Test
  void givesBackTheBytesAsTheyCame() throws IOException {
    String key = archive.keep(name, () -> new ByteArrayInputStream(FILM)).orElseThrow();

    assertTrue(archive.has(name));
    assertArrayEquals(FILM, copied(key));
  }

  @Test
  void theFileShowsNothingOfTheFilm() throws IOException {
    archive.keep(name, () -> new ByteArrayInputStream(FILM));

    String file = Files.readString(films.resolve(name.value()), StandardCharsets.ISO_8859_1);
    assertFalse(file.contains("IHDR"));
  }

  @Test
  void aFilmOfTheTimeBeforeSealingIsReadAndDeleted() throws IOException {
    Files.write(films.resolve(name.value()), FILM);

    assertArrayEquals(FILM, copied(null));
    archive.delete(name);
    assertFalse(archive.has(name));
  }

  @Test
  void aChangedFilmIsRefused() throws IOException {
    String key = archive.keep(name, () -> new ByteArrayInputStream(FILM)).orElseThrow();
    byte[] file = Files.readAllBytes(films.resolve(name.value()));
    file[3] ^= 1;
    Files.write(films.resolve(name.value()), file);

    assertEquals(
        ErrorCode.INTERNAL_ERROR, assertThrows(HealthAiException.class, () -> copied(key)).code());
  }

  @Test
  void aClosedArchiveKeepsNothingNewAndForgetsTheOld() throws IOException {
    String key = archive.keep(name, () -> new ByteArrayInputStream(FILM)).orElseThrow();
    archive = FilmArchive.closed(archive);

    assertEquals(
        Optional.empty(), archive.keep(StoredName.random("png"), InputStream::nullInputStream));
    assertArrayEquals(FILM, copied(key));
    archive.delete(name);
    assertEquals(List.of(), contents());
  }

  private byte[] copied(@Nullable String key) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    archive.copy(name, key, out);
    return out.toByteArray();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "asks for POSIX modes")
  void onlyTheOwnerMayReadFilms() throws IOException {
    archive.keep(name, () -> InputStream.nullInputStream());

    assertEquals("rwx------", mode(films));
    assertEquals("rw-------", mode(films.resolve(name.value())));
  }

  @Test
  void filmThatBreaksOffIsNotKept() {
    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> archive.keep(name, () -> breakingOff()));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
    assertEquals(List.of(), contents());
  }

  @Test
  void saysWhenItCannotWrite() throws IOException {
    Files.delete(films);

    HealthAiException failure =
        assertThrows(
            HealthAiException.class, () -> archive.keep(name, () -> InputStream.nullInputStream()));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
    assertFalse(failure.detail().contains(data.toString()), "a path is none of the client's");
  }

  @Test
  void deletesAFilmAndNoOther() {
    StoredName other = StoredName.random("png");
    archive.keep(name, () -> InputStream.nullInputStream());
    archive.keep(other, () -> InputStream.nullInputStream());

    archive.delete(name);

    assertEquals(List.of(other.value()), contents());
  }

  @Test
  void deletingWhatIsNotThereIsNoMistake() {
    assertDoesNotThrow(() -> archive.delete(name));
  }

  @Test
  void openingRemovesPartsOfAKilledServerOnly() throws IOException {
    part("old.part", NOW.minus(Duration.ofMinutes(61)));
    part("young.part", NOW.minus(Duration.ofMinutes(59)));
    archive.keep(name, () -> InputStream.nullInputStream());

    DirectoryFilmArchive.open(films, SEALER, NOW);

    assertEquals(2, contents().size());
    assertTrue(contents().containsAll(List.of("young.part", name.value())));
  }

  @Test
  void refusesToOpenWhereAFileIs() throws IOException {
    Path file = Files.createFile(data.resolve("file"));

    HealthAiException failure =
        assertThrows(HealthAiException.class, () -> DirectoryFilmArchive.open(file, SEALER, NOW));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, failure.code());
  }

  @Test
  void theArchiveOfTheDefaultNeverOpensAFilm() {
    FilmBytes unread =
        () -> {
          throw new IOException("opened");
        };

    assertDoesNotThrow(() -> FilmArchive.none().keep(name, unread));
    assertDoesNotThrow(() -> FilmArchive.none().delete(name));
  }

  private void part(String fileName, Instant modified) throws IOException {
    Path part = Files.createFile(films.resolve(fileName));
    Files.setLastModifiedTime(part, FileTime.from(modified));
  }

  private static InputStream breakingOff() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the upload is gone");
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), broken);
  }

  private List<String> contents() {
    try (var files = Files.list(films)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
