package org.healthai.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.Preprocessing.ResizeRule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the bytes of a film to the floats of a network, in steps.
 *
 * <p>{@code mvn -Pbench test-compile exec:exec -Dbench=ImagePath}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ImagePathBenchmark {
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(
          224,
          224,
          ResizeRule.SQUASH,
          0,
          Colour.GREY,
          3,
          List.of(0.485f, 0.456f, 0.406f),
          List.of(0.229f, 0.224f, 0.225f));

  @Param BenchmarkFilm film;

  private final FilmReader reader = new FilmReader(new ImageLimits(20_000_000, 50_000_000, 64));
  private final FilmPreprocessor preprocessor = new FilmPreprocessor();
  private byte[] encoded;
  private Film decoded;

  @Setup
  public void readFilm() {
    encoded = film.encoded();
    decoded = reader.read(encoded, Colour.GREY);
    ImageIO.setUseCache(false);
  }

  /** The JDK's way, to a BufferedImage of whatever type it chooses. */
  @Benchmark
  public BufferedImage decodeByImageIo() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(encoded));
  }

  @Benchmark
  public Film decode() {
    return reader.read(encoded, Colour.GREY);
  }

  @Benchmark
  public Film resize() {
    return preprocessor.resize(decoded, PREPROCESSING);
  }

  @Benchmark
  public float[] toInput() {
    return preprocessor.toInput(decoded, PREPROCESSING);
  }

  @Benchmark
  public float[] wholePath() {
    return preprocessor.toInput(reader.read(encoded, Colour.GREY), PREPROCESSING);
  }
}
