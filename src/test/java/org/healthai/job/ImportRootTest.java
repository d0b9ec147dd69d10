package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRootTest {
  @TempDir private Path directory;
  private Path folder;
  private ImportRoot root;

  @BeforeEach
  void aFilmInAWard() throws IOException {
    folder = Files.createDirectories(directory.resolve("root"));
    Files.createDirectory(folder.resolve("ward"));
    Files.writeString(folder.resolve("ward/a b.png"), "film");
    Files.writeString(directory.resolve("secret.png"), "secret");
    root = new ImportRoot(folder);
  }

  private static void refuses(ErrorCode code, Executable open) {
    HealthAiException refused = assertThrows(HealthAiException.class, open);
    assertEquals(code, refused.code());
    if (code != ErrorCode.NOT_FOUND) { // what is logged with its cause
      assertFalse(String.valueOf(refused.getCause()).contains(".png"));
    }
    assertFalse(refused.detail().contains("secret"));
  }

  @Test
  void findsFilesAndFolders() throws IOException {
    assertEquals(folder.toRealPath().resolve("ward/a b.png"), root.resolveFile("ward/a b.png"));
    assertEquals(folder.toRealPath().resolve("ward"), root.resolveFolder("ward"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        ".",
        "../secret.png",
        "ward/../../secret.png",
        "ward/..",
        "/etc/passwd",
        "ward/",
        "ward//a",
        "./ward",
        "..\\secret.png",
        "C:/secret.png",
        "ward/\0",
        "a\nb"
      })
  void refusesWhatLeadsElsewhere(String path) {
    refuses(ErrorCode.INVALID_VALUE, () -> root.resolveFile(path));
    refuses(ErrorCode.INVALID_VALUE, () -> ImportRoot.requireShape(path));
  }

  @Test
  void refusesPathsThatAreTooLong() {
    refuses(ErrorCode.INVALID_VALUE, () -> root.resolveFile("a".repeat(ItemDetails.MAX_PATH + 1)));
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("a".repeat(ItemDetails.MAX_PATH)));
  }

  @Test
  void refusesLinksThatLeadOut() throws IOException {
    Files.createSymbolicLink(folder.resolve("film.png"), directory.resolve("secret.png"));
    Files.createSymbolicLink(folder.resolve("up"), directory);

    refuses(ErrorCode.INVALID_VALUE, () -> root.resolveFile("film.png"));
    refuses(ErrorCode.INVALID_VALUE, () -> root.resolveFile("up/secret.png"));
    refuses(ErrorCode.INVALID_VALUE, () -> root.resolveFolder("up"));
  }

  @Test
  void refusesANeighbourWhoseNameBeginsAlike() throws IOException {
    Path neighbour = Files.createDirectory(directory.resolve("root2"));
    Files.createSymbolicLink(folder.resolve("near"), neighbour);

    refuses(ErrorCode.INVALID_VALUE, () -> root.resolveFolder("near"));
  }

  @Test
  void followsLinksThatStayInside() throws IOException {
    Files.createSymbolicLink(folder.resolve("film.png"), folder.resolve("ward/a b.png"));

    assertEquals(folder.toRealPath().resolve("ward/a b.png"), root.resolveFile("film.png"));
  }

  @Test
  void whatIsMissingOrOfTheOtherKindIsNotFound() {
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("ward/missing.png"));
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("ward"));
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFolder("ward/a b.png"));
  }

  @Test
  void aRootThatIsAwaySaysNothingAboutItsFiles() {
    refuses(
        ErrorCode.STORE_UNAVAILABLE,
        () -> new ImportRoot(directory.resolve("gone")).resolveFile("a"));
  }

  @Test
  void anEmptyRootSaysNothingAboutItsFiles() throws IOException {
    ImportRoot empty = new ImportRoot(Files.createDirectory(directory.resolve("mount")));

    refuses(ErrorCode.STORE_UNAVAILABLE, () -> empty.resolveFile("ward/a b.png"));
    refuses(ErrorCode.STORE_UNAVAILABLE, () -> empty.resolveFolder("ward"));
  }

  @Test
  void aRootWithoutItsMarkerSaysNothingAboutItsFiles() throws IOException {
    Path marker = folder.resolve(".mounted");
    ImportRoot marked = new ImportRoot(folder, null, List.of(marker));

    refuses(ErrorCode.STORE_UNAVAILABLE, () -> marked.resolveFile("ward/missing.png"));
    assertEquals(folder.toRealPath().resolve("ward/a b.png"), marked.resolveFile("ward/a b.png"));
    Files.createFile(marker);

    refuses(ErrorCode.NOT_FOUND, () -> marked.resolveFile("ward/missing.png"));
  }

  @Test
  void aFileInTheWayIsNotFound() {
    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("ward/a b.png/c.png"));
  }

  @Test
  void aLoopOfLinksIsNotFound() throws IOException {
    Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));

    refuses(ErrorCode.NOT_FOUND, () -> root.resolveFile("loop"));
  }
}
