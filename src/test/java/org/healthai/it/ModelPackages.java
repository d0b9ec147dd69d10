package org.healthai.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A model directory of its own with the shipped model under several versions. */
record ModelPackages(Path root) {
  private static final Path SHIPPED = ItEnvironment.checkout().resolve("models/chest_xray/1");
  private static final String MANIFEST = "model.json";

  /** Below {@code target/it}; empty at first. */
  static ModelPackages create(String name) throws IOException {
    Path root = ItEnvironment.scratch(name);
    Files.createDirectories(root);
    return new ModelPackages(root);
  }

  /** The shipped model as this version of {@code chest_xray}. */
  ModelPackages add(String version) throws IOException {
    return write(version, shippedManifest().add("version", version));
  }

  /** The same with these operating points: name to label to threshold. */
  ModelPackages addDeciding(String version, JsonObject operatingPoints) throws IOException {
    return write(
        version,
        shippedManifest().add("version", version).add("operating_points", operatingPoints));
  }

  /** The same with a temperature of its own: other probabilities than its golden cases say. */
  ModelPackages addBroken(String version) throws IOException {
    return write(version, shippedManifest().add("version", version).add("temperature", 9.5));
  }

  private ModelPackages write(String version, JsonObjectBuilder manifest) throws IOException {
    Path target = root.resolve("chest_xray").resolve(version);
    Files.createDirectories(target);
    for (Path file : shippedFiles()) {
      Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(target.resolve(MANIFEST), manifest.build().toString());
    return this;
  }

  /** What the manifest names, whatever engines it is for. */
  private static List<Path> shippedFiles() throws IOException {
    try (Stream<Path> all = Files.list(SHIPPED)) {
      return all.filter(Files::isRegularFile).filter(file -> !file.endsWith(MANIFEST)).toList();
    }
  }

  private static JsonObjectBuilder shippedManifest() throws IOException {
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(SHIPPED.resolve(MANIFEST)))) {
      return Json.createObjectBuilder(reader.readObject());
    }
  }
}
