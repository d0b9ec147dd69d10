package org.healthai.it;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file system in memory that is as small as the test wants it. One thread at a time. */
final class SmallDisk implements AutoCloseable {
  private static final byte[] PAGE = new byte[4096];

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** Nothing where this machine or this user may not mount one. */
  static Optional<SmallDisk> mount(Path root, int megabytes) throws IOException {
    Files.createDirectories(root);
    String size = "size=" + megabytes + "m";
    return run("mount", "-t", "tmpfs", "-o", size, "healthai-it", root.toString())
        ? Optional.of(new SmallDisk(root))
        : Optional.empty();
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Path root() {
    return root;
  }

  /** Takes what is free, to the last page. */
  void fill() {
    try (OutputStream out = new FileOutputStream(filler().toFile(), true)) {
      while (true) {
        out.write(PAGE);
      }
    } catch (IOException full) {
      if (root.toFile().getUsableSpace() > 0) {
        throw new UncheckedIOException(full);
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  void makeRoom() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return root.resolve("filler");
  }

  /** Names of the files on it, below whatever folders, without those that hide. */
  List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.equals(filler()))
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    }
  }

  @Override
  public void close() {
    if (!run("umount", root.toString())) {
      run("umount", "-l", root.toString());
    }
  }
}
