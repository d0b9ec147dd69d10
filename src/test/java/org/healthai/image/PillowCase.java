package org.healthai.image;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * One film and what Pillow makes of it, as {@code import-tools image-fixtures} and {@code
 * preprocess-reference} write it.
 *
 * @param film the file
 * @param references the folder of {@code cases.json}
 * @param json the case's entry there
 */
record PillowCase(Path film, Path references, JsonObject json) {
  static final Path GENERATED = Path.of("src/test/resources/image/pillow");

  /** The side of the resized planes. */
  static final int SIDE = 224;

  /** Every generated case. */
  static List<PillowCase> generated() {
    return read(GENERATED, GENERATED);
  }

  /** The generated case of that name. */
  static PillowCase generated(String name) {
    return generated().stream().filter(film -> film.name().equals(name)).findFirst().orElseThrow();
  }

  /** The cases described in {@code references}, whose films lie in {@code films}. */
  static List<PillowCase> read(Path films, Path references) {
    try (InputStream in = Files.newInputStream(references.resolve("cases.json"));
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject().getJsonArray("cases").getValuesAs(JsonObject.class).stream()
          .map(json -> new PillowCase(films.resolve(json.getString("file")), references, json))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return json.getString("name");
  }

  byte[] encoded() {
    try {
      return Files.readAllBytes(film);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean lossless() {
    return json.getBoolean("lossless");
  }

  byte[] squashed() {
    return plane(json.getString("squash"));
  }

  /** Shorter side to cropped plane. */
  Map<Integer, byte[]> crops() {
    Map<Integer, byte[]> crops = new LinkedHashMap<>();
    for (JsonObject crop : json.getJsonArray("crops").getValuesAs(JsonObject.class)) {
      crops.put(crop.getInt("shorter_side"), plane(crop.getString("file")));
    }
    return crops;
  }

  private byte[] plane(String file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(references.resolve(file)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
