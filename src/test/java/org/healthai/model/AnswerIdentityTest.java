package org.healthai.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.healthai.inference.EngineDescription;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.ModelManifestReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerIdentityTest {
  private static final EngineDescription ENGINE =
      new EngineDescription("dl4j", "onednn-plan", "2 threads");

  @TempDir private Path root;

  private List<String> identity(TestPackage source, EngineDescription engine) {
    ModelManifest manifest = new ModelManifestReader().read(source.write());
    return AnswerIdentity.of(manifest, engine);
  }

  private TestPackage version(String version) {
    return TestPackage.in(root, "chest_xray", version);
  }

  @Test
  void isTheSameForTheSamePackageAndEngine() {
    assertEquals(
        identity(version("1"), ENGINE),
        identity(version("1"), new EngineDescription("dl4j", "onednn-plan", "2 threads")));
  }

  @Test
  void differsByVersionAndByContentOfOneVersion() {
    List<String> first = identity(version("1"), ENGINE);

    assertNotEquals(first, identity(version("2"), ENGINE));
    assertNotEquals(first, identity(version("1").weights("gain 2"), ENGINE));
  }

  @Test
  void differsByLabelsAndInput() {
    List<String> first = identity(version("1"), ENGINE);

    assertNotEquals(
        first, identity(version("1").shaped("chest_xray", "grey", 2, "Ill", "Normal"), ENGINE));
    assertNotEquals(
        first, identity(version("1").shaped("chest_xray", "grey", 3, "Normal", "Ill"), ENGINE));
  }

  @Test
  void differsByEverythingTheEngineTells() {
    List<String> first = identity(version("1"), ENGINE);

    for (EngineDescription other :
        List.of(
            new EngineDescription("dl4j-int8", "onednn-plan", "2 threads"),
            new EngineDescription("dl4j", "dl4j-onednn", "2 threads"),
            new EngineDescription("dl4j", "onednn-plan", "1 thread"))) {
      assertNotEquals(first, identity(version("1"), other));
    }
  }
}
