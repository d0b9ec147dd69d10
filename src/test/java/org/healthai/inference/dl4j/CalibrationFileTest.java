package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.inference.dl4j.onednn.ValueRanges;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges are those of the weights beside them, or the file is refused. */
class CalibrationFileTest {
  /** SHA-256 of "weights". */
  private static final String SHA256 =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

  private static final String GOOD =
      """
      {"format": 1, "weights": {"file": "model.h5", "sha256": "%s"}, "films": 8,
       "input": 2.5, "outputs": {"conv1": 3.25, "relu": 4}}
      """
          .formatted(SHA256);

  @TempDir Path folder;

  @BeforeEach
  void writeWeights() throws IOException {
    Files.writeString(folder.resolve("model.h5"), "weights");
  }

  @Test
  void readsRangesAndFindsTheWeightsBesideIt() throws IOException {
    CalibrationFile file = CalibrationFile.read(write(GOOD));

    assertEquals(folder.resolve("model.h5"), file.weights());
    assertEquals(new ValueRanges(2.5f, Map.of("conv1", 3.25f, "relu", 4f)), file.ranges());
  }

  @Test
  void refusesOtherWeights() throws IOException {
    Files.writeString(folder.resolve("model.h5"), "other weights");

    assertRefused(GOOD, "it was made for other weights than those beside it");
  }

  @Test
  void refusesMissingWeights() throws IOException {
    Files.delete(folder.resolve("model.h5"));

    assertRefused(GOOD, "it or the weights file beside it cannot be read");
  }

  @Test
  void refusesAMissingFile() {
    assertSays(folder.resolve("none.json"), "it or the weights file beside it cannot be read");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"format\": 1', '\"format\": 2'",
    "'\"format\": 1', '\"format\": \"1\"'",
    "'\"format\": 1,', ''",
    "'\"file\": \"model.h5\"', '\"file\": \"../model.h5\"'",
    "'\"file\": \"model.h5\"', '\"file\": \"\"'",
    "'\"file\": \"model.h5\",', ''",
    "'\"input\": 2.5', '\"input\": 0'",
    "'\"input\": 2.5', '\"input\": \"wide\"'",
    "'\"input\": 2.5,', ''",
    "'3.25', '-1'",
    "'3.25', '1e99'",
    "'3.25', 'null'",
    "'3.25', 'true'",
    "'{\"format\"', '[\"format\"'",
  })
  void refusesWhatIsNotOfTheFormat(String part, String replacement) throws IOException {
    assertTrue(GOOD.contains(part), part);
    assertRefused(GOOD.replace(part, replacement), "it is not of format 1;");
  }

  private void assertRefused(String content, String reason) throws IOException {
    assertSays(write(content), reason);
  }

  private static void assertSays(Path file, String reason) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> CalibrationFile.read(file));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    assertTrue(refusal.detail().contains("cannot be used: " + reason), refusal::detail);
    assertTrue(refusal.detail().contains("import-tools calibrate-int8"), refusal::detail);
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("int8.json"), content);
  }
}
