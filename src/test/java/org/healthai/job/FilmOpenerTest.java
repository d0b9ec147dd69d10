package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.subject.SubjectReferences;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadSpool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmOpenerTest {
  private static final int MAX_BYTES = 4;

  @TempDir Path folder;
  private final JobFixture jobs = new JobFixture();
  private Path root;
  private JobItem item;
  private Job job;

  @BeforeEach
  void aJob() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    long id = jobs.job(7);
    job = jobs.store.job(id);
    item = jobs.store.item(new ItemRef(id, 0));
  }

  private FilmOpener opener(ImportRoots roots) {
    SpoolSettings settings = new SpoolSettings(folder.resolve("spool"), 0, 0, 100);
    return new FilmOpener(jobs.films, roots, jobs.pauses, new UploadSpool(settings), MAX_BYTES);
  }

  private UploadedFile openPath(String path) {
    return opener(new ImportRoots(root, null, null))
        .open(job, item, new ItemDetails("a.png", path, SubjectReferences.NONE));
  }

  private static byte[] bytesOf(UploadedFile film) throws IOException {
    try (film;
        InputStream in = film.getUpload().open()) {
      return in.readAllBytes();
    }
  }

  private void assertRefused(ErrorCode code, String path) {
    HealthAiException refusal = assertThrows(HealthAiException.class, () -> openPath(path));
    assertEquals(code, refusal.code());
  }

  @Test
  void opensAKeptFilm() throws IOException {
    UploadedFile film =
        opener(ImportRoots.NONE)
            .open(job, item, new ItemDetails("a.png", null, SubjectReferences.NONE));

    assertEquals("a.png", film.clientName());
    assertArrayEquals(new byte[] {7}, bytesOf(film));
  }

  @Test
  void opensAFileBelowTheImportRoot() throws IOException {
    Files.createDirectory(root.resolve("day"));
    Files.write(root.resolve("day/a.png"), new byte[] {1, 2, 3});

    assertArrayEquals(new byte[] {1, 2, 3}, bytesOf(openPath("day/a.png")));
  }

  @Test
  void refusesAFileThatAppearedAsALinkOutOfTheRootAfterTheManifestWasRead() throws IOException {
    Path outside = Files.write(folder.resolve("secret"), new byte[] {1});
    Files.createSymbolicLink(root.resolve("a.png"), outside);

    assertRefused(ErrorCode.INVALID_VALUE, "a.png");
  }

  @Test
  void refusesWhatIsNoFilm() throws IOException {
    Files.write(root.resolve("large.png"), new byte[MAX_BYTES + 1]);
    Files.write(root.resolve("empty.png"), new byte[0]);

    assertRefused(ErrorCode.PAYLOAD_TOO_LARGE, "large.png");
    assertRefused(ErrorCode.EMPTY_FILE, "empty.png");
    assertRefused(ErrorCode.NOT_FOUND, "gone.png");
  }

  @Test
  void waitsForARootThatIsNotMountedWithoutHoldingUpOthers() {
    assertRefused(ErrorCode.DEADLINE_PASSED, "a.png");

    assertTrue(jobs.pauses.putOff(item.ref()));
    assertEquals(Blame.NOBODY, Blame.of(ErrorCode.DEADLINE_PASSED));
    assertFalse(Blame.isForAll(ErrorCode.DEADLINE_PASSED));
  }

  @Test
  void saysThatTheServerHasNoImportRootAnyMore() {
    HealthAiException refusal =
        assertThrows(
            HealthAiException.class,
            () ->
                opener(ImportRoots.NONE)
                    .open(job, item, new ItemDetails("a", "a.png", SubjectReferences.NONE)));

    assertEquals(ErrorCode.NOT_FOUND, refusal.code());
  }

  @Test
  void opensWhatWasTakenFromTheWatchedFolderForItsJobOnly() throws IOException {
    Files.createDirectories(root.resolve("inbox/.taken/1"));
    Files.write(root.resolve("inbox/.taken/1/a.png"), new byte[] {1});
    ImportRoots roots = new ImportRoots(root, new WatchedPlace(root.resolve("inbox")), null);
    ItemDetails details = new ItemDetails("a.png", "inbox/.taken/1/a.png", SubjectReferences.NONE);

    assertArrayEquals(
        new byte[] {1}, bytesOf(opener(roots).open(jobOf(JobSource.FOLDER), item, details)));
    HealthAiException refusal =
        assertThrows(
            HealthAiException.class,
            () -> opener(roots).open(jobOf(JobSource.MANIFEST), item, details));
    assertEquals(ErrorCode.NOT_FOUND, refusal.code());
  }

  private Job jobOf(JobSource source) {
    NewJob zip = job.details();
    NewJob details =
        new NewJob(
            zip.requester(),
            zip.creator(),
            zip.requestId(),
            source,
            zip.model(),
            zip.inputFolder(),
            zip.webhookUrl());
    return new Job(
        job.id(),
        details,
        job.state(),
        1,
        job.createdAt(),
        job.endedAt(),
        job.inputsRemoved(),
        null);
  }
}
