package org.healthai.model.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.image.Preprocessing;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.Preprocessing.ResizeRule;
import org.healthai.inference.EngineName;
import org.healthai.inference.OperatingPoint;
import org.healthai.model.TestPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelManifestReaderTest {
  private final ModelManifestReader reader = new ModelManifestReader();

  @TempDir private Path root;
  private TestPackage files;
  private ModelPackage source;
  private JsonObject valid;

  @BeforeEach
  void writePackage() {
    files = TestPackage.in(root, "chest_xray", "1");
    source = files.write();
    valid = files.manifest();
  }

  private static byte[] bytes(Object json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonValue json(String text) {
    try (var parser = Json.createReader(new StringReader("[" + text + "]"))) {
      return parser.readArray().get(0);
    }
  }

  private JsonObject with(String pointer, String value) {
    return Json.createPointer(pointer).add(valid, json(value));
  }

  private JsonObject without(String pointer) {
    return Json.createPointer(pointer).remove(valid);
  }

  private HealthAiException refusal(Object json) {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> reader.parse(bytes(json)));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    return refusal;
  }

  @Test
  void readsEveryMember() {
    ModelManifest manifest = reader.read(source);

    assertEquals(new ModelId("chest_xray", "1"), manifest.id());
    assertEquals("chest_xray", manifest.type());
    assertEquals("fake", manifest.architecture());
    assertEquals(Map.of(EngineName.DL4J, "model.h5"), manifest.weights());
    assertEquals(List.of("Normal", "Ill"), manifest.labels().labels());
    assertEquals(
        List.of(
            new OperatingPoint("screening", Map.of("Ill", 0.4)),
            new OperatingPoint("confirm", Map.of())),
        manifest.operatingPoints());
    assertEquals(0.8, manifest.temperature());
    assertEquals("golden.json", manifest.golden().file());
    assertEquals(Tolerance.of(0.0001), manifest.golden().toleranceOf(EngineName.DL4J));
    assertEquals(new Tolerance(0.01, 0.2), manifest.golden().toleranceOf(EngineName.ONNX));
    assertEquals(new TrainingFacts("none", "CC0", "", ""), manifest.training());
    assertEquals("0.822", manifest.metrics().get("test").get("accuracy").toString());
    assertEquals(2, manifest.files().size());
    assertTrue(manifest.researchUseOnly());
    assertEquals(
        new Preprocessing(2, 2, ResizeRule.SQUASH, 0, Colour.GREY, 1, List.of(0f), List.of(1f)),
        manifest.input().preprocessing());
  }

  @Test
  void readsWeightsByEngineAndPassesOverEnginesItDoesNotKnow() {
    JsonObject named = with("/engine_weights", "{\"onnx\": \"model.h5\", \"abacus\": \"beads\"}");

    ModelManifest manifest = reader.parse(bytes(named));

    assertEquals(
        Map.of(EngineName.DL4J, "model.h5", EngineName.ONNX, "model.h5"), manifest.weights());
    assertEquals(Optional.empty(), manifest.findWeights(EngineName.DL4J_INT8));
  }

  @Test
  void doesWithoutWeightsAndTolerancesByEngine() {
    JsonObject plain = Json.createPointer("/golden/engines").remove(without("/engine_weights"));

    ModelManifest manifest = reader.parse(bytes(plain));

    assertEquals(Tolerance.of(0.0001), manifest.golden().toleranceOf(EngineName.ONNX_INT8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/engine_weights | {\"onnx\": \"model.onnx\"} | engine_weights.onnx must be one of files",
        "/engine_weights | [] | engine_weights must be an object",
        "/golden/engines/onnx/max_probability_difference | 0.06 | must be at most 0.05",
        "/golden/engines/onnx/same_class_above_margin | 0 | must be above 0",
      })
  void refusesWeightsAndTolerancesByEngineThatMakeNoSense(
      String place, String value, String reason) {
    String detail = refusal(with(place, value)).detail();

    assertTrue(detail.contains(reason), detail);
  }

  @Test
  void readsTheCropRule() {
    JsonObject crop = with("/input/resize", "\"shorter-side-crop\"");
    JsonObject complete = Json.createPointer("/input/shorter_side").add(crop, json("4"));

    Preprocessing input = reader.parse(bytes(complete)).input().preprocessing();

    assertEquals(ResizeRule.SHORTER_SIDE_CROP, input.resize());
    assertEquals(4, input.shorterSide());
    assertTrue(refusal(crop).detail().contains("input.shorter_side"));
  }

  @Test
  void doesWithoutWhatOnlyDicomNeeds() {
    JsonObject noVoi = without("/input/voi");

    reader.parse(bytes(Json.createPointer("/input/polarity").remove(noVoi)));
  }

  @Test
  void passesOverMembersItDoesNotKnow() {
    reader.parse(bytes(with("/note", "\"for later\"")));
  }

  @Test
  void doesWithoutOperatingPoints() {
    JsonObject plain = without("/operating_points");
    JsonObject old = Json.createPointer("/thresholds").add(plain, json("{\"Ill\": 0.5}"));

    assertEquals(List.of(), reader.parse(bytes(plain)).operatingPoints());
    assertEquals(List.of(), reader.parse(bytes(old)).operatingPoints(), "another member");
  }

  @Test
  void refusesInputRulesItDoesNotKnow() {
    assertTrue(refusal(with("/input/gamma", "2.2")).detail().contains("gamma"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/format",
        "/name",
        "/version",
        "/type",
        "/title",
        "/architecture",
        "/files",
        "/weights",
        "/input",
        "/labels",
        "/temperature",
        "/golden",
        "/training",
        "/metrics",
        "/research_use_only",
        "/input/height",
        "/input/layout",
        "/input/resize",
        "/input/interpolation",
        "/input/colour",
        "/input/channels",
        "/input/sixteen_bit",
        "/input/mean",
        "/input/std",
        "/golden/file",
        "/golden/max_probability_difference",
        "/training/data",
        "/training/licence"
      })
  void namesTheMemberThatIsMissing(String pointer) {
    String name = pointer.substring(1).replace('/', '.');

    String detail = refusal(without(pointer)).detail();

    assertTrue(detail.startsWith("model.json: " + name + " must be "), detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/format | 2 | format",
        "/format | \"1\" | format",
        "/name | \"Chest X-ray\" | name",
        "/name | \"../up\" | name",
        "/version | \"..\" | version",
        "/version | \"1/2\" | version",
        "/title | \" \" | title",
        "/files | {\"../model.h5\":{}} | inside the package",
        "/files | {\"/etc/passwd\":{}} | inside the package",
        "/files | {\"a\\\\b\":{}} | inside the package",
        "/files/model.h5/sha256 | \"ABC\" | files.model.h5.sha256",
        "/files/model.h5/bytes | -1 | files.model.h5.bytes",
        "/files/model.h5/bytes | 1.5 | files.model.h5.bytes",
        "/weights | \"other.h5\" | weights must be one of files",
        "/input/height | 0 | input.height",
        "/input/width | 4096 | input.width",
        "/input/layout | \"NCHW\" | input.layout",
        "/input/resize | \"pad\" | input.resize",
        "/input/interpolation | \"nearest\" | input.interpolation",
        "/input/colour | \"cmyk\" | input.colour",
        "/input/channels | 2 | channels",
        "/input/channels | 3 | mean and std",
        "/input/sixteen_bit | \"window\" | input.sixteen_bit",
        "/input/voi | \"ignore\" | input.voi",
        "/input/polarity | \"monochrome1\" | input.polarity",
        "/input/mean | [\"0\"] | input.mean",
        "/input/std | [0] | std must be positive",
        "/labels | [\"Normal\"] | at least two labels",
        "/labels | [\"Normal\",\"Normal\"] | distinct",
        "/labels | \"Normal\" | labels must be a list",
        "/operating_points | [] | operating_points must be an object",
        "/operating_points | {\"Screening\":{}} | operating point's name must be 1 to 32 lower-case",
        "/operating_points | {\"x\":0.5} | operating_points.x must be an object",
        "/operating_points | {\"x\":{\"Sick\":0.5}} | points.x.Sick must be left out: it is none of labels",
        "/operating_points | {\"x\":{\"Ill\":1}} | operating_points.x.Ill must be a threshold above 0",
        "/operating_points | {\"x\":{\"Ill\":\"0.5\"}} | operating_points.x.Ill must be a number",
        "/temperature | 0 | temperature",
        "/temperature | 1e999 | temperature",
        "/golden/file | \"none.json\" | golden.file must be one of files",
        "/golden/max_probability_difference | 0 | golden.max_probability_difference",
        "/golden/max_probability_difference | 0.5 | golden.max_probability_difference",
        "/training/attribution | 7 | training.attribution",
        "/metrics/test | {\"accuracy\":\"good\"} | metrics.test.accuracy",
        "/metrics | {\"test\":0.9} | metrics.test",
        "/research_use_only | \"yes\" | research_use_only"
      })
  void namesTheMemberThatIsWrong(String pointer, String value, String named) {
    String detail = refusal(with(pointer, value)).detail();

    assertTrue(detail.contains(named), detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "[]", "{\"format\":1", "null", "{} {}"})
  void refusesWhatIsNoJsonObject(String text) {
    assertTrue(refusal(text).detail().startsWith("model.json"));
  }

  @Test
  void refusesWhatNoJsonLibraryBuilds() {
    String deep = "{\"format\":%s1%s}".formatted("[".repeat(3_000), "]".repeat(3_000));

    assertEquals("model.json is not a JSON object", refusal(deep).detail());
  }

  @Test
  void refusesAnotherPackagesManifest() {
    files.writeManifest(with("/version", "\"2\""));

    HealthAiException refusal = assertThrows(HealthAiException.class, () -> reader.read(source));

    assertTrue(refusal.detail().contains("directories"), refusal.detail());
  }

  @Test
  void refusesAManifestThatIsTooLarge() {
    files.writeFile("model.json", " ".repeat((1 << 20) + 1));

    HealthAiException refusal = assertThrows(HealthAiException.class, () -> reader.read(source));

    assertTrue(refusal.detail().contains("larger than"), refusal.detail());
  }
}
