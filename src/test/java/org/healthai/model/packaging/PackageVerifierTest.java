package org.healthai.model.packaging;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.TestPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageVerifierTest {
  private final PackageVerifier verifier = new PackageVerifier();

  @TempDir private Path root;
  private ModelPackage source;
  private ModelManifest manifest;
  private Path weights;

  @BeforeEach
  void writePackage() {
    source = TestPackage.in(root.resolve("models"), "chest_xray", "1").write();
    manifest = new ModelManifestReader().read(source);
    weights = source.directory().resolve("model.h5");
  }

  private String refusal() {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> verifier.verify(source, manifest));
    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    return refusal.detail();
  }

  @Test
  void takesThePackageAsItWasMade() {
    assertDoesNotThrow(() -> verifier.verify(source, manifest));
  }

  @Test
  void missesAFile() throws IOException {
    Files.delete(weights);

    assertEquals("model.h5 is missing", refusal());
  }

  @Test
  void takesADirectoryForNoFile() throws IOException {
    Files.delete(weights);
    Files.createDirectory(weights);

    assertEquals("model.h5 is missing", refusal());
  }

  @Test
  void noticesAnotherSize() throws IOException {
    Files.writeString(weights, "gain 10");

    assertEquals("model.h5 has 7 bytes, model.json says 6", refusal());
  }

  @Test
  void noticesASingleChangedByte() throws IOException {
    Files.writeString(weights, "gain 2");

    assertEquals("model.h5 has another SHA-256 than model.json says", refusal());
  }

  @Test
  void followsNoSymbolicLinkToAFile() throws IOException {
    Path elsewhere = Files.move(weights, root.resolve("elsewhere.h5"));
    Files.createSymbolicLink(weights, elsewhere);

    assertEquals("model.h5 is or lies behind a symbolic link", refusal());
  }

  @Test
  void followsNoSymbolicLinkToADirectory() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("model.h5"), "gain 1");
    Files.createSymbolicLink(source.directory().resolve("sub"), elsewhere);

    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> source.file("sub/model.h5"));

    assertEquals("sub/model.h5 is or lies behind a symbolic link", refusal.detail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../1/model.h5",
        "..",
        "/etc/passwd",
        "a/../../x",
        "a//b",
        "./model.h5",
        ".hidden",
        "a\\b",
        "",
        "a/"
      })
  void leavesThePackageByNoPath(String path) {
    assertThrows(HealthAiException.class, () -> source.file(path));
    assertFalse(source.has(path));
  }
}
