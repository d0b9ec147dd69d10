package org.healthai.inference.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.healthai.error.HealthAiException;
import org.healthai.inference.NetworkRefusal;
import org.healthai.inference.dl4j.onednn.ValueRanges;
import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What {@code import-tools calibrate-int8} found out about a network (format 1). Read with DL4J's
 * own JSON library.
 *
 * @param weights the Keras file that it is about, beside it; of the SHA-256 that it names
 * @param ranges how far the network's values reach
 */
record CalibrationFile(Path weights, ValueRanges ranges) {
  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern PLAIN_NAME = Pattern.compile("\\w[\\w.-]*");

  /**
   * Reads the file and checks that it is about the weights beside it.
   *
   * @throws HealthAiException MODEL_REFUSED, saying what is wrong
   */
  static CalibrationFile read(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return read(file, new ObjectMapper().readTree(stream.readNBytes(MAX_BYTES)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw refused("it is not of format " + FORMAT, e);
    } catch (IOException e) {
      throw refused("it or the weights file beside it cannot be read", e);
    }
  }

  private static CalibrationFile read(Path file, JsonNode root) throws IOException {
    require(root.path("format").isInt() && root.path("format").intValue() == FORMAT, "format");
    JsonNode named = root.path("weights");
    String name = named.path("file").textValue();
    require(name != null && PLAIN_NAME.matcher(name).matches(), "file");
    Path weights = file.resolveSibling(name);
    if (!sha256(weights).equals(named.path("sha256").textValue())) {
      throw refused("it was made for other weights than those beside it", null);
    }
    Map<String, Float> outputs = new HashMap<>();
    root.path("outputs")
        .fields()
        .forEachRemaining(entry -> outputs.put(entry.getKey(), range(entry.getValue())));
    return new CalibrationFile(weights, new ValueRanges(range(root.path("input")), outputs));
  }

  private static float range(JsonNode number) {
    require(number.isNumber(), "range");
    return number.floatValue();
  }

  private static void require(boolean condition, String member) {
    if (!condition) {
      throw new IllegalArgumentException("no such " + member);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = newSha256();
    try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      stream.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static HealthAiException refused(String problem, @Nullable Exception e) {
    return NetworkRefusal.because(
        "the calibration file of engine dl4j-int8 cannot be used: "
            + problem
            + "; write it anew with import-tools calibrate-int8",
        e);
  }
}
