package org.healthai.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders are looked into; when files are whole is seen in {@link WatchedFolderTest}. */
class SettledFilesTest {
  @TempDir private Path directory;

  /** A link stands for what a file system does that does not tell upper from lower case. */
  @Test
  void passesAFolderOverThatHasOtherLettersThanItsName() throws IOException {
    Path root = Files.createDirectories(directory.resolve("inbox"));
    Files.createDirectories(root.resolve("Done/job-1"));
    Files.writeString(root.resolve("Done/job-1/a.png"), "answered");
    Files.writeString(root.resolve("b.png"), "new");
    Path done = Files.createSymbolicLink(directory.resolve("done"), root.resolve("Done"));

    SettledFiles files = new SettledFiles(root, Set.of(done), Duration.ZERO, 10);

    assertEquals(List.of(root.resolve("b.png")), files.look(Instant.EPOCH, () -> {}));
  }

  @Test
  void asksWhetherToGoOnForEachFile() throws IOException {
    Files.writeString(directory.resolve("a.png"), "a");
    Files.writeString(directory.resolve(".b.png"), "still being sent");
    SettledFiles files = new SettledFiles(directory, Set.of(), Duration.ZERO, 10);
    AtomicInteger asked = new AtomicInteger();

    var unused = files.look(Instant.EPOCH, asked::incrementAndGet);

    assertEquals(2, asked.get());
    assertThrows(
        LostLeaseException.class,
        () ->
            files.look(
                Instant.EPOCH,
                () -> {
                  throw new LostLeaseException();
                }));
  }
}
