package org.healthai.job.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.job.JobInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryJobInputsTest extends JobInputsContract {
  @TempDir private Path data;

  private long free = Long.MAX_VALUE;
  private final DiskReserve reserve = new DiskReserve(1_000, directory -> free);
  private final MemoryPlaceIds ids = new MemoryPlaceIds();
  private final String folder = UUID.randomUUID().toString();

  @Override
  protected JobInputs inputs() {
    return at("jobs");
  }

  /** What another server sees. */
  private DirectoryJobInputs at(String directory) {
    return new DirectoryJobInputs(data.resolve(directory), ids, false, reserve, SEALER);
  }

  @Override
  protected void damage(String job, int item) throws IOException {
    Path file = file(job, item);
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void aFileShowsNothingOfItsFilm() throws IOException {
    keep(folder, 0);

    String file = Files.readString(file(folder, 0), StandardCharsets.ISO_8859_1);

    assertFalse(file.contains("film"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerReadsFoldersAndFiles() throws IOException {
    keep(folder, 0);

    assertEquals("rwx------", rights(data.resolve("jobs")));
    assertEquals("rwx------", rights(data.resolve("jobs").resolve(folder)));
    assertEquals("rw-------", rights(file(folder, 0)));
  }

  @Test
  void aFullDiskIsTheStoresFailureAndLeavesNothing() throws IOException {
    keep(folder, 1);
    Files.createDirectory(file(folder, 0)); // what stands in for a disk that takes no file there
    Files.createFile(file(folder, 0).resolve("full"));

    ErrorCode code = codeOf(() -> keep(folder, 0));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, code);
    try (Stream<Path> files = Files.list(data.resolve("jobs").resolve(folder))) {
      assertEquals(
          List.of("film-0", "film-1"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aFilmOfADirectoryThatIsNotMountedIsNotLost() throws IOException {
    String key = keep(folder, 0);
    Files.move(data.resolve("jobs"), data.resolve("elsewhere"));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> read(folder, 0, key)));
  }

  @Test
  void leavesAReserveOfTheDisk() throws IOException {
    String key = keep(folder, 0);
    free = 999;

    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> keep(folder, 1)));
    read(folder, 0, key);
    free = 1_000;
    keep(folder, 1);
  }

  @Test
  void anEmptyMountPointLosesNoFilmAndTakesNone() throws IOException {
    String key = keep(folder, 0);
    Path share = Files.move(data.resolve("jobs"), data.resolve("elsewhere"));
    Path mountPoint = Files.createDirectory(data.resolve("jobs"));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> read(folder, 0, key)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> keep(folder, 1)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> inputs().remove(folder, 0)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> inputs().removeAll(folder)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> inputs().listFolders()));
    assertTrue(inputs().findProblem().isPresent());

    Files.delete(mountPoint);
    Files.move(share, data.resolve("jobs"));
    read(folder, 0, key);
    assertEquals(Optional.empty(), inputs().findProblem());
  }

  @Test
  void aServerWithADirectoryOfItsOwnNotices() {
    String key = keep(folder, 0);
    DirectoryJobInputs other = at("own");

    assertTrue(other.findProblem().isPresent());
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(() -> other.open(folder, 0, key)));
  }

  @Test
  void anotherDatabaseTakesNoFilmsThereAndRemovesNone() {
    keep(folder, 0);
    DirectoryJobInputs other = withNewDatabase(false);

    assertTrue(other.findProblem().orElseThrow().contains("is another database's"));
    assertEquals(
        ErrorCode.STORE_UNAVAILABLE,
        codeOf(() -> other.keep(UUID.randomUUID().toString(), 0, InputStream::nullInputStream)));
    assertEquals(ErrorCode.STORE_UNAVAILABLE, codeOf(other::listFolders));
    assertEquals(List.of(folder), inputs().listFolders());
  }

  @Test
  void aNewDatabaseGoesOnWithADirectoryThatCanBeNobodyElses() {
    keep(folder, 0);

    assertEquals(List.of(folder), withNewDatabase(true).listFolders());
    assertEquals(List.of(folder), inputs().listFolders());
  }

  private DirectoryJobInputs withNewDatabase(boolean own) {
    return new DirectoryJobInputs(data.resolve("jobs"), new MemoryPlaceIds(), own, reserve, SEALER);
  }

  @Test
  void foldersOfOthersAreNotListed() throws IOException {
    keep(folder, 0);
    Files.createDirectory(data.resolve("jobs").resolve("lost+found"));

    assertEquals(List.of(folder), inputs().listFolders());
  }

  private Path file(String job, int item) {
    return data.resolve("jobs").resolve(job).resolve("film-" + item);
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
