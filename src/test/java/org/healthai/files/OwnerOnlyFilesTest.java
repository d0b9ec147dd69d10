package org.healthai.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "asks for POSIX modes")
class OwnerOnlyFilesTest {
  @TempDir Path directory;

  @Test
  void onlyTheOwnerMayReadAFileWhileItIsWrittenAndAfterwards() throws IOException {
    Path target = directory.resolve("secret");

    OwnerOnlyFiles.write(
        target,
        out -> {
          assertEquals(List.of("rw-------"), modes(directory));
          out.write('x');
        });

    assertEquals("rw-------", mode(target));
    assertEquals("x", Files.readString(target));
  }

  @Test
  void replacesAnOlderFileAndItsRights() throws IOException {
    Path target = Files.writeString(directory.resolve("secret"), "old");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));

    OwnerOnlyFiles.write(target, out -> out.write("new".getBytes(StandardCharsets.US_ASCII)));

    assertEquals("new", Files.readString(target));
    assertEquals("rw-------", mode(target));
  }

  @Test
  void failureLeavesTheOlderFileAndNoPart() throws IOException {
    Path target = Files.writeString(directory.resolve("secret"), "old");

    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                OwnerOnlyFiles.write(
                    target,
                    out -> {
                      out.write('x');
                      throw new IOException("no space left on device");
                    }));

    assertEquals("no space left on device", failure.getMessage());
    assertEquals("old", Files.readString(target));
    assertEquals(Set.of(target), contents(directory));
  }

  @Test
  void createsAPrivateDirectory() throws IOException {
    Path films = directory.resolve("data").resolve("films");

    OwnerOnlyFiles.createDirectory(films);

    assertEquals("rwx------", mode(films));
  }

  @Test
  void makesAnExistingDirectoryPrivate() throws IOException {
    Path films = Files.createDirectory(directory.resolve("films"));
    Files.setPosixFilePermissions(films, PosixFilePermissions.fromString("rwxr-xr-x"));

    OwnerOnlyFiles.createDirectory(films);

    assertEquals("rwx------", mode(films));
  }

  @Test
  void refusesAFileWhereADirectoryShouldBe() throws IOException {
    Path inTheWay = Files.createFile(directory.resolve("films"));

    assertThrows(FileAlreadyExistsException.class, () -> OwnerOnlyFiles.createDirectory(inTheWay));
    assertTrue(Files.isRegularFile(inTheWay));
  }

  private static Set<Path> contents(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return Set.copyOf(files.toList());
    }
  }

  private static List<String> modes(Path directory) throws IOException {
    return contents(directory).stream().map(OwnerOnlyFilesTest::mode).toList();
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
