package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.inference.InputContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file that is not the promised Keras-2 network is refused with a sentence that says why. */
class KerasModelFileTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("network.h5");
  }

  @Test
  void refusesMissingFile() {
    assertRefused("the weights file cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not a network at all"})
  void refusesWhatIsNotHdf5(String content) throws IOException {
    Files.writeString(file, content);
    assertRefused("not HDF5");
  }

  @Test
  void refusesZipAsKeras3AndPyTorchWriteIt() throws IOException {
    Files.write(file, "PK\3\4 and so on".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("a ZIP archive, as Keras 3");
  }

  @Test
  void refusesHdf5OfKeras3() throws IOException {
    keras().with("2.3.1", "3.3.1").writeTo(file);
    assertRefused("written by Keras 3.3.1; Keras 2 is needed");
  }

  @Test
  void refusesHdf5WithoutItsArchitecture() throws IOException {
    keras().with("model_config", "other_config").writeTo(file);
    assertRefused("has no model_config or keras_version");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0001, 0.01, 0.3, 0.9, 0.999})
  void refusesTruncatedFile(double share) throws IOException {
    keras().firstBytes(share).writeTo(file);
    assertRefused("truncated or damaged");
  }

  @Test
  void refusesLayerThatDl4jCannotImport() throws IOException {
    keras().withLayerClass("ZeroPadding2D", "Reflection2D").writeTo(file);
    assertRefused("does not hold a network that DL4J can import");
  }

  @ParameterizedTest
  @CsvSource({"96, 64, 3", "64, 64, 3", "64, 96, 1"})
  void refusesOtherInput(int height, int width, int channels) {
    file = NarrowNetwork.RESNET18.writeTo(folder);
    HealthAiException refusal =
        read(NarrowNetwork.input(height, width, channels), NarrowNetwork.CLASSES);
    assertSays(
        refusal,
        "the input contract says NHWC, height %d, width %d, channels %d"
            .formatted(height, width, channels));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void refusesOtherNumberOfClasses(int classes) {
    file = NarrowNetwork.RESNET18.writeTo(folder);
    HealthAiException refusal = read(NarrowNetwork.input(), classes);
    assertSays(refusal, "the network has 3 outputs; the manifest names " + classes + " labels");
  }

  @Test
  void refusesNetworkWithoutSoftmax() throws IOException {
    keras().with("softmax", "sigmoid").writeTo(file);
    assertRefused("does not end in a dense softmax layer");
  }

  private static KerasBytes keras() {
    return KerasBytes.of(NarrowNetwork.RESNET18);
  }

  private void assertRefused(String reason) {
    assertSays(read(NarrowNetwork.input(), NarrowNetwork.CLASSES), reason);
  }

  private HealthAiException read(InputContract input, int classes) {
    return assertThrows(
        HealthAiException.class, () -> KerasModelFile.read(file, input, classes).close());
  }

  private static void assertSays(HealthAiException refusal, String reason) {
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    assertTrue(refusal.detail().contains(reason), refusal::detail);
  }
}
