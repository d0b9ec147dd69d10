package org.healthai.model.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.inference.EngineName;
import org.healthai.inference.FilmByFilmEngine;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.Network;
import org.healthai.model.TestPackage;
import org.healthai.model.packaging.GoldenCasesReader;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.ModelManifestReader;
import org.healthai.model.packaging.ModelPackage;
import org.healthai.model.packaging.Tolerance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines of two labels whose first probability follows from the first pixel. */
class AgreementCheckTest {
  private static final Tolerance TOLERANCE = new Tolerance(0.01, 0.2);

  @TempDir private Path root;

  private ModelManifest manifest;
  private List<NamedInput> golden;

  @BeforeEach
  void writePackage() {
    ModelPackage source = TestPackage.in(root, "chest_xray", "1").write();
    manifest = new ModelManifestReader().read(source);
    // golden films hold whole numbers, drawn ones do not
    golden =
        new GoldenFilms((encoded, shape) -> new float[] {encoded[0], 0, 0, 0})
            .inputs(
                new GoldenCasesReader().read(source, manifest), manifest.input().preprocessing());
  }

  @Test
  void saysHowFarApartEnginesThatAgreeAre() {
    double largest = require(pixel -> pixel, pixel -> pixel + 0.01f);

    assertTrue(largest > 0 && largest < 0.01, () -> "is " + largest);
  }

  @Test
  void findsADifferenceOnFilmsThatNoPackageBrings() {
    HealthAiException refusal =
        assertThrows(
            HealthAiException.class,
            () -> require(pixel -> pixel, pixel -> pixel == Math.rint(pixel) ? pixel : pixel + 1));

    assertEquals(ErrorCode.MODEL_REFUSED, refusal.code());
    assertTrue(
        refusal.detail().startsWith("engine onnx disagrees with dl4j: drawn film 0 differs by"),
        refusal::detail);
  }

  @Test
  void findsADifferenceOnGoldenFilms() {
    HealthAiException refusal =
        assertThrows(
            HealthAiException.class,
            () -> require(pixel -> pixel, pixel -> pixel == 1 ? 2 : pixel));

    assertTrue(refusal.detail().contains(": golden case film-1 differs by"), refusal::detail);
  }

  @Test
  void acceptsNoAnswerThatIsNoProbability() {
    HealthAiException refusal =
        assertThrows(HealthAiException.class, () -> require(pixel -> pixel, pixel -> Float.NaN));

    assertTrue(refusal.detail().startsWith("golden case film-0: model returned"), refusal::detail);
  }

  private double require(UnaryOperator<Float> oracle, UnaryOperator<Float> candidate) {
    AgreementCheck check =
        new AgreementCheck(() -> engine(EngineName.DL4J, oracle), manifest, TOLERANCE);
    try (InferenceEngine onnx = engine(EngineName.ONNX, candidate)) {
      return check.require(onnx, golden);
    }
  }

  private InferenceEngine engine(EngineName name, UnaryOperator<Float> read) {
    return new FilmByFilmEngine(name, new FirstPixel(read), manifest.input(), 1);
  }

  private record FirstPixel(UnaryOperator<Float> read) implements Network {
    @Override
    public float[] infer(float[] filmNhwc) {
      float first = (float) (1 / (1 + Math.exp(-read.apply(filmNhwc[0]))));
      return new float[] {first, 1 - first};
    }

    @Override
    public String backend() {
      return "java";
    }

    @Override
    public String detail() {
      return "";
    }

    @Override
    public long offHeapBytes() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
