package org.healthai.model.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * The directory with the packages, {@code <name>/<version>/}. Directories that are not called like
 * a model or a version, and symbolic links, are passed over.
 */
public final class PackageDirectory {
  private final Path root;

  /** The packages below a directory, which need not be there. */
  public PackageDirectory(Path root) {
    this.root = root;
  }

  /** Every package, ordered by name, the highest version of a name first. */
  public List<ModelPackage> listPackages() {
    List<ModelPackage> packages = new ArrayList<>();
    for (String name : directoriesIn(root)) {
      for (String version : directoriesIn(root.resolve(name))) {
        ModelId.find(name, version).flatMap(this::findPackage).ifPresent(packages::add);
      }
    }
    packages.sort(
        Comparator.comparing((ModelPackage found) -> found.id().name())
            .thenComparing(ModelPackage::id, Comparator.reverseOrder()));
    return packages;
  }

  /** The package of that id, if its directory is there. */
  public Optional<ModelPackage> findPackage(ModelId id) {
    Path versions = root.resolve(id.name());
    Path directory = versions.resolve(id.version());
    boolean there = isPlainDirectory(versions) && isPlainDirectory(directory);
    return there ? Optional.of(new ModelPackage(id, directory)) : Optional.empty();
  }

  private static List<String> directoriesIn(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(PackageDirectory::isPlainDirectory)
          .map(child -> child.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the model directory cannot be read", e);
    }
  }

  private static boolean isPlainDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
