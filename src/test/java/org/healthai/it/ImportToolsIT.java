package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.python.ImportTools;
import org.healthai.python.Python;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site accepts what it will really use: import-tools shows films to the running server and judges
 * its answers. Skipped where there is no Python, and the output says so.
 */
class ImportToolsIT {
  private static final String SERVER = "http://localhost:" + ItEnvironment.mainPort();
  private static final List<String> CLASSES = List.of("NORMAL", "BACTERIAL", "VIRAL");

  @TempDir private Path folder;
  private Python python;
  private String keyFile;

  @BeforeEach
  void makeKey() throws IOException {
    python = ImportTools.python();
    ApiClient.ofSharedServer().get("/api/v1/models").expect(200);
    Path file = ItEnvironment.mainData().resolve(ApiClient.FIRST_KEY_FILE);
    keyFile = Files.copy(file, folder.resolve("key")).toString();
  }

  @Test
  void verifiesThatTheServerSaysWhatItsPackageSays() {
    Path shipped = ItEnvironment.checkout().resolve("models/chest_xray/2");

    assertEquals(0, run("verify", shipped.toString(), "--server", SERVER, "--key-file", keyFile));
  }

  @Test
  void evaluatesTheServerOnLabelledFilms() throws IOException {
    Path films = folder.resolve("films");
    for (int label = 0; label < CLASSES.size(); label++) {
      Path film = Files.createDirectories(films.resolve(CLASSES.get(label))).resolve("film.png");
      String seed = String.valueOf(label + 1);
      assertEquals(0, run("phantom", film.toString(), "--size", "256", "--seed", seed));
    }

    assertEquals(0, run(evaluate(films)));

    JsonObject report = report();
    assertEquals("server", report.getJsonObject("source").getString("kind"));
    assertEquals(3, report.getJsonObject("result").getInt("films"));
  }

  private String[] evaluate(Path films) {
    String classes = String.join(",", CLASSES);
    String out = folder.resolve("report").toString();
    Stream<String> what = Stream.of("evaluate", films.toString(), "--classes", classes);
    Stream<String> whom = Stream.of("--model", SERVER, "--key-file", keyFile, "--out", out);
    return Stream.concat(what, whom).toArray(String[]::new);
  }

  private JsonObject report() throws IOException {
    Path file = folder.resolve("report").resolve("report.json");
    try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
      return reader.readObject();
    }
  }

  private int run(String... arguments) {
    Stream<String> all = Stream.concat(Stream.of("-m", "import_tools"), Stream.of(arguments));
    return python.run(folder, all.toArray(String[]::new));
  }
}
