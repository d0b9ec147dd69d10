package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ImportRootsTest {
  private static final Tenant WARD = new Tenant("ward-7");
  private static final Tenant OTHER = new Tenant("ward-8");

  @TempDir private Path directory;
  private ImportRoots roots;
  private Path film;

  @BeforeEach
  void aFilmOfAWard() throws IOException {
    film = file("ward-7/inbox/a.png");
    Files.createDirectory(directory.resolve("ward-8"));
    roots =
        new ImportRoots(
            directory.resolve(ImportRoots.TENANT),
            new WatchedPlace(directory.resolve("ward-7/inbox")),
            null);
  }

  private Path file(String path) throws IOException {
    Path made = directory.resolve(path);
    Files.createDirectories(made.getParent());
    return Files.writeString(made, "film").toRealPath();
  }

  private static void refuses(ErrorCode code, Executable open) {
    assertEquals(code, assertThrows(HealthAiException.class, open).code());
  }

  @Test
  void tenantsReachTheirOwnFilmsOnly() throws IOException {
    Files.createSymbolicLink(directory.resolve("ward-8/near"), directory.resolve("ward-7"));
    ImportRoot other = roots.find(OTHER).orElseThrow();

    assertEquals(film, roots.find(WARD).orElseThrow().resolveFile("inbox/a.png"));
    refuses(ErrorCode.NOT_FOUND, () -> other.resolveFile("inbox/a.png"));
    refuses(ErrorCode.INVALID_VALUE, () -> other.resolveFile("../ward-7/inbox/a.png"));
    refuses(ErrorCode.INVALID_VALUE, () -> other.resolveFile("near/inbox/a.png"));
  }

  @Test
  void aRootWithoutATenantInItsNameIsTheDefaultTenants() throws IOException {
    ImportRoots plain = new ImportRoots(directory, null, null);

    assertEquals(film, plain.find(Tenant.DEFAULT).orElseThrow().resolveFile("ward-7/inbox/a.png"));
    assertEquals(Optional.empty(), plain.find(WARD));
    assertEquals(Optional.empty(), ImportRoots.NONE.find(Tenant.DEFAULT));
  }

  @Test
  void aTenantsRootMayBeALinkToWhereItsFilmsAre() throws IOException {
    Files.createSymbolicLink(directory.resolve("ward-9"), directory.resolve("ward-7"));

    assertEquals(film, roots.find(new Tenant("ward-9")).orElseThrow().resolveFile("inbox/a.png"));
  }

  @Test
  void whatWasTakenIsNotMissingWhileTheWatchedFolderIsNotMounted() throws IOException {
    ImportRoot watched = roots.findOfWatched(WARD).orElseThrow();

    refuses(ErrorCode.STORE_UNAVAILABLE, () -> watched.resolveFile("inbox/.taken/1/a.png"));
    Files.createDirectory(directory.resolve("ward-7/inbox/.taken"));

    refuses(ErrorCode.NOT_FOUND, () -> watched.resolveFile("inbox/.taken/1/a.png"));
  }

  @Test
  void operatorsAreToldOfRootsThatAreNotThere() throws IOException {
    Path mountPoint = Files.createDirectory(directory.resolve("mount"));

    assertEquals(Optional.empty(), roots.findProblem());
    assertEquals(Optional.empty(), ImportRoots.NONE.findProblem());
    assertTrue(new ImportRoots(mountPoint, null, null).findProblem().isPresent());
    assertTrue(
        new ImportRoots(mountPoint.resolve("{tenant}/films"), null, null)
            .findProblem()
            .isPresent());
    assertTrue(new ImportRoots(directory, null, ".mounted").findProblem().isPresent());
    ImportRoots marked = new ImportRoots(mountPoint.resolve(ImportRoots.TENANT), null, ".mounted");
    assertEquals(Optional.empty(), marked.findProblem(), "no tenant has a root yet");
    Files.delete(mountPoint);
    assertTrue(marked.findProblem().isPresent());
  }

  @Test
  void nobodyNamesWhatTheServerKeepsInTheWatchedFolder() throws IOException {
    file("ward-7/inbox/.taken/1/a.png");
    file("ward-7/inbox/done/job-1/a.png");
    file("ward-7/inbox/failed/job-1/a.png");
    file("ward-7/done/a.png");
    Files.createSymbolicLink(directory.resolve("ward-7/link"), directory.resolve("ward-7/inbox"));
    ImportRoot root = roots.find(WARD).orElseThrow();

    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("inbox/.taken/1/a.png"));
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("inbox/done/job-1/a.png"));
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("link/failed/job-1/a.png"));
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFolder("inbox/done"));
    assertEquals(
        directory.resolve("ward-7/done/a.png").toRealPath(), root.resolveFile("done/a.png"));
    assertEquals(
        directory.resolve("ward-7/inbox/.taken/1/a.png").toRealPath(),
        roots.findOfWatched(WARD).orElseThrow().resolveFile("inbox/.taken/1/a.png"));
  }
}
