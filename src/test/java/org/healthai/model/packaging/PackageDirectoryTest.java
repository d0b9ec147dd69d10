package org.healthai.model.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageDirectoryTest {
  @TempDir private Path root;

  private void make(String path) throws IOException {
    Files.createDirectories(root.resolve(path));
  }

  private List<String> found() {
    return new PackageDirectory(root)
        .listPackages().stream().map(found -> found.id().toString()).toList();
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertEquals(List.of(), new PackageDirectory(root.resolve("missing")).listPackages());
  }

  @Test
  void listsNamesAndTheHighestVersionFirst() throws IOException {
    make("skin/1");
    make("chest/9");
    make("chest/10");
    make("chest/9.1");

    assertEquals(List.of("chest 10", "chest 9.1", "chest 9", "skin 1"), found());
  }

  @Test
  void passesOverWhatIsNoPackage() throws IOException {
    make("Chest/1");
    make("chest/.git");
    make("chest/1 copy");
    Files.writeString(root.resolve("README.md"), "text");
    Files.writeString(root.resolve("chest/2"), "a file");

    assertEquals(List.of(), found());
  }

  @Test
  void followsNoSymbolicLinks() throws IOException {
    make("elsewhere_/1");
    Files.createSymbolicLink(root.resolve("linked"), root.resolve("elsewhere_"));
    make("chest");
    Files.createSymbolicLink(root.resolve("chest/2"), root.resolve("elsewhere_/1"));

    assertEquals(List.of("elsewhere_ 1"), found());
    assertTrue(new PackageDirectory(root).findPackage(new ModelId("chest", "2")).isEmpty());
  }
}
