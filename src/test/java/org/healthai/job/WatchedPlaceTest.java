package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nobody may name. Links stand for what a file system does that does not tell upper from lower
 * case: one folder with two names, none of which leads to the other in words.
 */
class WatchedPlaceTest {
  @TempDir private Path root;
  private WatchedPlace place;

  @BeforeEach
  void aFolderWithAnsweredFiles() throws IOException {
    place = new WatchedPlace(root.resolve("inbox"));
    Files.createDirectories(root.resolve("inbox/done/job-1"));
    Files.createDirectories(root.resolve("inbox/.taken"));
    Files.createDirectories(root.resolve("other/done"));
  }

  @Test
  void keepsWhatTheServerHasPutThere() {
    assertTrue(keeps("inbox/done/job-1/a.png"));
    assertTrue(keeps("inbox/done"));
    assertTrue(keeps("inbox/.taken/x/study/a.png"));
    assertTrue(keeps("inbox/failed/job-1/a.png"), "it may come any time");
  }

  @Test
  void leavesOthersFilesAlone() {
    assertFalse(keeps("inbox"));
    assertFalse(keeps("inbox/a.png"));
    assertFalse(keeps("inbox/study/done/a.png"));
    assertFalse(keeps("other/done/a.png"));
    assertFalse(new WatchedPlace(root.resolve("missing")).keeps(root.resolve("inbox/done")));
  }

  @Test
  void knowsFoldersByWhatTheyAreAndNotByTheirLetters() throws IOException {
    Files.createSymbolicLink(root.resolve("INBOX"), root.resolve("inbox"));
    Files.createSymbolicLink(root.resolve("inbox/Done"), root.resolve("inbox/done"));

    assertTrue(keeps("INBOX/done/job-1/a.png"));
    assertTrue(keeps("inbox/Done/job-1/a.png"));
    assertTrue(keeps("INBOX/Done"));
    assertFalse(keeps("INBOX/a.png"));
  }

  private boolean keeps(String path) {
    return place.keeps(root.resolve(path));
  }
}
