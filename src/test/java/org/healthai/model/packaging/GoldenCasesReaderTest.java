package org.healthai.model.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.TestPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCasesReaderTest {
  private static final String CASE =
      "{\"format\":%s,\"cases\":[{\"name\":\"black\",\"image\":\"%s\",\"logits\":%s,"
          + "\"probabilities\":%s}]}";

  private final GoldenCasesReader reader = new GoldenCasesReader();

  @TempDir private Path root;
  private TestPackage files;
  private ModelPackage source;
  private ModelManifest manifest;

  @BeforeEach
  void writePackage() {
    files = TestPackage.in(root, "chest_xray", "1");
    source = files.write();
    manifest = new ModelManifestReader().read(source);
  }

  private String refusal(String json) {
    files.writeFile("golden.json", json);
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> reader.read(source, manifest));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    return refusal.detail();
  }

  @Test
  void readsTheCases() {
    List<GoldenCase> cases = reader.read(source, manifest);

    assertEquals(3, cases.size());
    assertEquals("film-1", cases.get(1).name());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, cases.get(1).image());
    assertEquals(2, cases.get(1).probabilities().size());
  }

  @Test
  void handsOutCopiesOfTheFilm() {
    GoldenCase golden = reader.read(source, manifest).get(1);
    golden.image()[0] = 99;

    assertEquals(1, golden.image()[0]);
  }

  @Test
  void refusesAnotherFormat() {
    assertTrue(refusal(CASE.formatted("2", "AA==", "[0,0]", "[0.5,0.5]")).contains("format"));
  }

  @Test
  void refusesToCheckNothing() {
    assertTrue(refusal("{\"format\":1,\"cases\":[]}").contains("at least one"));
    assertTrue(refusal("{\"format\":1}").contains("cases"));
  }

  @Test
  void refusesAFilmThatIsNotBase64() {
    assertEquals(
        "golden case black: image is not base64",
        refusal(CASE.formatted("1", "%%%", "[0,0]", "[0.5,0.5]")));
  }

  @Test
  void refusesAnotherNumberOfLabels() {
    assertTrue(
        refusal(CASE.formatted("1", "AA==", "[0,0,0]", "[0.5,0.5]")).contains("needs 2 logits"));
    assertTrue(refusal(CASE.formatted("1", "AA==", "[0,0]", "[0.5]")).contains("needs 2 logits"));
  }

  @Test
  void refusesProbabilitiesOfAnotherTemperature() {
    assertEquals(
        "golden case black: probabilities do not follow from logits and temperature",
        refusal(CASE.formatted("1", "AA==", "[1,0]", "[0.7310586,0.2689414]")));
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertTrue(refusal(CASE.formatted("1", "AA==", "[\"a\",0]", "[0.5,0.5]")).contains("logits"));
  }
}
