package org.healthai.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real films to measure with; they lie beside the checkout (system property healthai.shared). */
public enum BenchmarkFilm {
  /** 1024 x 1024, 8-bit grey: what the load test posts. */
  PNG_1024("adult_1024/test/NO_FINDING/00001452_002.png"),
  /** 224 x 224, YCbCr 4:2:0. */
  JPEG_224("chest_xray_224/test/NORMAL"),
  /** 1.5 to 2.5 megapixels, grey. */
  JPEG_ORIGINAL("chest_xray_original/NORMAL");

  private final String path;

  BenchmarkFilm(String path) {
    this.path = path;
  }

  /** The file; where a folder is named, its first one. */
  byte[] encoded() {
    Path named = Path.of(System.getProperty("healthai.shared", "../shared"), "data", path);
    try (var files = Files.walk(named)) {
      Path first = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
      return Files.readAllBytes(first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
