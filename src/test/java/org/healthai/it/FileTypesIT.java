package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of file, by its content: name and content type lie. The reference is what Pillow made
 * of the file, greys squashed to the network's size, sent as a plain PNG.
 */
class FileTypesIT {
  private static final int SIDE = 224;

  /**
   * JPEG decoders may round each pixel differently (by one grey level of 255 here, which the image
   * tests hold them to). The network's answer moves with that; measured maximum in docs.
   */
  private static final double JPEG_TOLERANCE = 0.02;

  private static final List<String> WRONG_NAMES =
      List.of("film.dcm", "film.gif", "film.txt", "film", "film.jpeg.exe", "film.png", "film.tif");
  private static final List<String> WRONG_TYPES =
      List.of("text/plain", "application/octet-stream", "image/gif", "image/png", "image/tiff");

  private final ApiClient server = ApiClient.ofSharedServer();

  /** One file of the set that the import tool made with Pillow. */
  record FileType(String name, String file, String squashed, boolean lossless, int position) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<FileType> files() throws IOException {
    try (JsonReader reader = Json.createReader(Files.newInputStream(pillow("cases.json")))) {
      List<JsonObject> cases =
          reader.readObject().getJsonArray("cases").getValuesAs(JsonObject.class);
      return cases.stream().map(each -> toFileType(each, cases.indexOf(each))).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void answersAsForTheGreysThatPillowSees(FileType type) throws IOException {
    Multipart body =
        new Multipart()
            .file(
                "file",
                WRONG_NAMES.get(type.position() % WRONG_NAMES.size()),
                WRONG_TYPES.get(type.position() % WRONG_TYPES.size()),
                Files.readAllBytes(pillow(type.file())));

    JsonObject answer = server.predict(body).expect(201).object();

    Predictions.assertComplete(answer);
    JsonObject reference = server.classify(PngBytes.ofGreys(SIDE, SIDE, squashedGreys(type)));
    if (type.lossless()) {
      assertEquals(
          Predictions.exactProbabilitiesOf(reference), Predictions.exactProbabilitiesOf(answer));
    } else {
      double difference = Predictions.maxDifference(reference, answer);
      assertTrue(difference <= JPEG_TOLERANCE, () -> "differs by " + difference);
    }
  }

  private static FileType toFileType(JsonObject each, int position) {
    return new FileType(
        each.getString("name"),
        each.getString("file"),
        each.getString("squash"),
        each.getBoolean("lossless"),
        position);
  }

  private static byte[] squashedGreys(FileType type) throws IOException {
    try (InputStream packed = Files.newInputStream(pillow(type.squashed()))) {
      return new GZIPInputStream(packed).readAllBytes();
    }
  }

  private static Path pillow(String file) {
    return ItEnvironment.checkout().resolve("src/test/resources/image/pillow").resolve(file);
  }
}
