package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing of a patient and no secret ends in what the server writes: logs, database, files. */
class PrivacyIT {
  private static final Duration LOG_DELAY = Duration.ofSeconds(10);

  private final ApiClient server = ApiClient.ofSharedServer();

  @Test
  void writesNothingDownThatAClientPutIntoItsRequests() {
    String secret = "Planted" + UUID.randomUUID().toString().replace("-", "");
    byte[] film = withText(secret);
    String lastRequest = "last-" + UUID.randomUUID();

    server.predict(new Multipart().file("file", secret + ".png", film)).expect(201);
    server.predict(new Multipart().file("file", secret + ".png", exifJpeg(secret))).expect(201);
    server.predict(new Multipart().file("file", secret, secret.getBytes(StandardCharsets.UTF_8)));
    server.predict(new Multipart().file(secret, secret, film));
    server.batch(new Multipart().file("files", secret, film).file("files", secret, new byte[3]));
    server.withKey(secret).get(ApiClient.PREDICTIONS).expect(401);
    server.get(ApiClient.PREDICTIONS + "?prediction_class=" + secret);
    server.get(ApiClient.PREDICTIONS + "?from=" + secret);
    server.get("/api/v1/" + secret);
    server.get("/" + secret + ".php");
    server.post(ApiClient.PREDICT + "?model=" + secret, Multipart.ofFilm(film));
    server.post(ApiClient.PREDICT + "?study_id=" + secret, Multipart.ofFilm(film)).expect(201);
    server.send(ofStudy(secret, film)).expect(201);
    server.send(server.request(ApiClient.PREDICTIONS).header("X-Request-Id", lastRequest));

    Eventually.until("last line", LOG_DELAY, () -> log().contains(lastRequest));
    assertEquals(List.of(), filesWith(secret));
  }

  /** Success, refusals, a hold, a report and an erasure, for two patients of one hospital. */
  @Test
  void writesNoReferenceDownWhateverBecomesOfIt() {
    String patient = "PlantedMrn" + UUID.randomUUID().toString().replace("-", "");
    String study = "PlantedAcc" + UUID.randomUUID().toString().replace("-", "");
    String lastRequest = "last-" + UUID.randomUUID();
    byte[] film = Films.drawn(602);

    long id = of(patient, study, ApiClient.PREDICT, film).expect(201).object().getInt("id");
    of(patient, study, ApiClient.PREDICT, new byte[7]).expect(415);
    of(patient + "x".repeat(64), study, ApiClient.PREDICT, film).expect(422);
    of(patient, study, ApiClient.PREDICT + "?model=none", film).expect(404);
    JsonObject shown = server.get(ApiClient.PREDICTIONS + "/" + id).expect(200).object();
    assertEquals(patient, shown.getString("patient_reference"));
    assertEquals(study, shown.getString("study_reference"));
    assertFalse(server.get(ApiClient.PREDICTIONS + "?limit=5").toString().contains(patient));

    JsonObject hold = privacy("holds", patient).expect(201).object();
    Problems.assertProblem(privacy("erasures", patient), 409, "CONFLICT");
    Problems.assertProblem(server.delete(ApiClient.PREDICTIONS + "/" + id), 409, "CONFLICT");
    JsonObject report = privacy("report", patient).expect(200).object();
    assertEquals(1, report.getJsonArray("predictions").size());
    assertEquals(
        study, report.getJsonArray("predictions").getJsonObject(0).getString("study_reference"));
    server.post("/api/v1/privacy/holds/" + hold.getInt("id") + "/lift").expect(200);
    assertEquals(1, privacy("erasures", patient).expect(201).object().getInt("predictions"));
    assertEquals(0, privacy("erasures", patient).expect(201).object().getInt("predictions"));
    Problems.assertProblem(server.get(ApiClient.PREDICTIONS + "/" + id), 404, "NOT_FOUND");
    of(patient, study, ApiClient.PREDICT, film).expect(201);
    server.withoutKey().get("/api/v1/privacy/holds?patient=" + patient).expect(401);
    privacy("erasures", patient + " ").expect(422);
    privacy("no-such-call", patient).expect(404);
    server.send(server.request(ApiClient.PREDICTIONS).header("X-Request-Id", lastRequest));

    Eventually.until("last line", LOG_DELAY, () -> log().contains(lastRequest));
    assertEquals(List.of(), filesWith(patient));
    assertEquals(List.of(), filesWith(study));
  }

  /** What the test above would find nothing of, if it looked in the wrong places. */
  @Test
  void theSearchFindsWhatIsWrittenDown() {
    String stored = server.classify(Films.drawn(603)).getString("image_filename");

    assertFalse(filesWith(stored).isEmpty(), "the database is searched");
  }

  private Answer of(String patient, String study, String call, byte[] film) {
    return server.send(
        server
            .request(call)
            .header("X-Patient-Reference", patient)
            .header("X-Study-Reference", study)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(film)));
  }

  private Answer privacy(String call, String patient) {
    return server.postJson(
        "/api/v1/privacy/" + call,
        Json.createObjectBuilder()
            .add("patient_reference", patient)
            .add("reason", "a test")
            .build());
  }

  @Test
  void keepsItsKeyInOneFileOnly() {
    server.get(ApiClient.PREDICTIONS).expect(200);

    assertEquals(
        List.of(ItEnvironment.mainData().resolve(ApiClient.FIRST_KEY_FILE)),
        filesWith(server.key().orElseThrow()));
  }

  @Test
  void logsOneLineARequest() {
    String good = "good-" + UUID.randomUUID();
    String bad = "bad-" + UUID.randomUUID();
    Multipart film = Multipart.ofFilm(Films.drawn(600));

    server.send(
        server
            .request(ApiClient.PREDICT)
            .header("X-Request-Id", good)
            .header("Content-Type", film.contentType())
            .POST(BodyPublishers.ofByteArray(film.toBytes())));
    server.send(server.request("/api/v1/nothing").header("X-Request-Id", bad));

    Eventually.until("lines", LOG_DELAY, () -> log().contains(good) && log().contains(bad));
    List<String> lines =
        log().lines().filter(line -> line.contains(good) || line.contains(bad)).toList();
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains("POST") && lines.get(0).contains("201"), lines::toString);
    assertTrue(lines.get(1).contains("GET") && lines.get(1).contains("404"), lines::toString);
  }

  private HttpRequest.Builder ofStudy(String study, byte[] film) {
    return server
        .request(ApiClient.PREDICT)
        .header("X-Study-Id", study)
        .header("Content-Type", "image/png")
        .POST(BodyPublishers.ofByteArray(film));
  }

  private static byte[] withText(String secret) {
    byte[] text = ("PatientName\0" + secret).getBytes(StandardCharsets.ISO_8859_1);
    byte[] packed = PngBytes.deflate(secret.getBytes(StandardCharsets.ISO_8859_1));
    byte[] packedText = new byte[5 + packed.length];
    packedText[0] = 'N';
    System.arraycopy(packed, 0, packedText, 3, packed.length);
    return PngBytes.startGrey(256, 256)
        .chunk("tEXt", text)
        .chunk("zTXt", Arrays.copyOf(packedText, 3 + packed.length))
        .greys(256, new byte[256 * 256])
        .end();
  }

  /** A JPEG with an EXIF segment (a big-endian TIFF) that describes the image. */
  private static byte[] exifJpeg(String secret) {
    byte[] value = (secret + "\0").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer segment = ByteBuffer.allocate(2 + 2 + 6 + 26 + value.length);
    segment.putShort((short) 0xffe1).putShort((short) (segment.capacity() - 2));
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    segment.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    segment.putShort((short) 0x010e).putShort((short) 2).putInt(value.length).putInt(26);
    segment.putInt(0).put(value);
    byte[] jpeg = Films.drawnJpeg(601);
    return ByteBuffer.allocate(jpeg.length + segment.capacity())
        .put(jpeg, 0, 2)
        .put(segment.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static Path logs() {
    return ItEnvironment.userDirectory()
        .resolve("servers")
        .resolve(ItEnvironment.serverName())
        .resolve("logs");
  }

  private static String log() {
    try {
      return Files.readString(logs().resolve("messages.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything the server wrote that contains the text. */
  private static List<Path> filesWith(String text) {
    List<Path> found = new ArrayList<>();
    for (Path root : List.of(logs(), ItEnvironment.mainData())) {
      try (Stream<Path> tree = Files.walk(root)) {
        tree.filter(Files::isRegularFile).filter(file -> contains(file, text)).forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /**
   * Names count, too; one character a byte finds text in any file. The database removes files of
   * its own now and then.
   */
  private static boolean contains(Path file, String text) {
    try {
      return file.toString().contains(text)
          || new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
