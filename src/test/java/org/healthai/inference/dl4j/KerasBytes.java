package org.healthai.inference.dl4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Keras file to be spoilt: HDF5 keeps its texts as they are, so any of equal length fits in. */
final class KerasBytes {
  private final String latin1;

  private KerasBytes(String latin1) {
    this.latin1 = latin1;
  }

  static KerasBytes of(NarrowNetwork network) {
    return new KerasBytes(new String(network.bytes(), StandardCharsets.ISO_8859_1));
  }

  KerasBytes with(String text, String replacement) {
    if (text.length() != replacement.length() || !latin1.contains(text)) {
      throw new IllegalArgumentException("cannot put '" + replacement + "' for '" + text + "'");
    }
    return new KerasBytes(latin1.replace(text, replacement));
  }

  /** Changes the class of layers; spaces after the name make up for its length. */
  KerasBytes withLayerClass(String name, String shorterName) {
    String quoted = '"' + name + '"';
    String padding = " ".repeat(name.length() - shorterName.length());
    return with("\"class_name\": " + quoted, "\"class_name\": \"" + shorterName + '"' + padding);
  }

  KerasBytes firstBytes(double share) {
    return new KerasBytes(latin1.substring(0, (int) (latin1.length() * share)));
  }

  Path writeTo(Path file) throws IOException {
    return Files.write(file, latin1.getBytes(StandardCharsets.ISO_8859_1));
  }
}
