package org.healthai.it;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A model directory of its own with the shipped model under several versions. */
record ModelPackages(Path root) {
  private static final Path SHIPPED = ItEnvironment.checkout().resolve("models/chest_xray/1");
  private static final List<String> FILES = List.of("model.h5", "golden.json", "MODEL_CARD.md");

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

  /** The same with a temperature of its own: other probabilities than its golden cases say. */
  ModelPackages addBroken(String version) throws IOException {
    return write(version, shippedManifest().add("version", version).add("temperature", 9.5));
  }

  private ModelPackages write(String version, JsonObjectBuilder manifest) throws IOException {
    Path target = root.resolve("chest_xray").resolve(version);
    Files.createDirectories(target);
    for (String file : FILES) {
      Files.copy(SHIPPED.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(target.resolve("model.json"), manifest.build().toString());
    return this;
  }

  private static JsonObjectBuilder shippedManifest() throws IOException {
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(SHIPPED.resolve("model.json")))) {
      return Json.createObjectBuilder(reader.readObject());
    }
  }
}
