package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.healthai.error.ErrorCode;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every kind, cut, changed or never an image: a film, or a refusal in time. */
class BrokenFilmsTest {
  private static final int FUZZ_ROUNDS = Integer.getInteger("healthai.fuzz.rounds", 40);

  /** Small, so that a changed header cannot ask for much work. */
  private static final ImageLimits TIGHT = new ImageLimits(2_000_000, 400_000, 16);

  /**
   * The stripped copy, twelve bytes a pixel at the limit, and what the JDK's readers are made of.
   */
  private static final long MAX_ALLOCATED_BYTES = 12_000_000;

  private static final long MAX_CPU_MILLIS = 1_000;

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);

  static List<PillowCase> smallFiles() {
    return PillowCase.generated().stream().filter(f -> f.encoded().length < 60_000).toList();
  }

  @Test
  void refusesAnEmptyFile() {
    Outcome.of(reader, new byte[0]).assertRefused(ErrorCode.EMPTY_FILE, "no bytes");
  }

  @Test
  void refusesMoreBytesThanTheLimit() {
    Outcome outcome = Outcome.of(new FilmReader(new ImageLimits(99, 5000, 64)), new byte[100]);
    outcome.assertRefused(ErrorCode.PAYLOAD_TOO_LARGE, "100 bytes");
    assertEquals("the file has 100 bytes, the limit is 99", outcome.refusal().detail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This is not a PNG at all, whatever its name says. ",
        "BMW builds no bitmaps, but begins like one ......",
        "<!DOCTYPE html><html><body>Login</body></html>   ",
        "<svg xmlns='http://www.w3.org/2000/svg'></svg>   ",
        "GIF89a\u0001\u0000\u0001\u0000                                  ",
        "RIFF$\u0000\u0000\u0000WEBPVP8                             ",
        "%PDF-1.7                                         ",
        "PK\u0003\u0004                                             ",
        "\u0000\u0000\u0000\u0018ftypheic                                 ",
        "\u0089PNG\n\u001a\n: line ends changed on the way          ",
        "\u0000",
      })
  void refusesWhatIsNoImageOfOurKinds(String content) {
    byte[] file = content.getBytes(StandardCharsets.ISO_8859_1);
    Outcome.of(reader, file).assertRefused(ErrorCode.UNSUPPORTED_IMAGE, content);
  }

  @Test
  void refusesDicomHere() {
    byte[] file = new byte[200];
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, file, 128, 4);
    Outcome.of(reader, file).assertRefused(ErrorCode.UNSUPPORTED_IMAGE, "DICOM");
  }

  @Test
  void saysWhichKindsAreRead() {
    String detail = Outcome.of(reader, new byte[9]).refusal().detail();
    assertEquals("the content is none of the image kinds we read: PNG, JPEG, BMP and TIFF", detail);
  }

  @ParameterizedTest
  @MethodSource("smallFiles")
  void neverTakesAPartForTheWhole(PillowCase film) {
    byte[] whole = film.encoded();
    Film expected = reader.read(whole, Colour.GREY);
    int step = Math.max(1, whole.length / 300);
    for (int length = whole.length - 1; length > 0; length -= step) {
      Outcome outcome = Outcome.of(reader, Arrays.copyOf(whole, length));
      if (outcome.isFilm()) {
        assertArrayEquals(expected.samples(), outcome.film().samples(), "cut to " + length);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("smallFiles")
  void refusesAFileCutInHalf(PillowCase film) {
    byte[] whole = film.encoded();
    Outcome.of(reader, Arrays.copyOf(whole, whole.length / 2))
        .assertRefused(ErrorCode.IMAGE_UNREADABLE, film.name());
  }

  @ParameterizedTest
  @MethodSource("smallFiles")
  void ignoresBytesBehindTheImage(PillowCase film) {
    byte[] whole = film.encoded();
    byte[] longer = Arrays.copyOf(whole, whole.length + 1000);
    new Random(1).ints(1000).forEach(i -> longer[longer.length - 1 - (i & 0x1FF)] = (byte) i);
    Film read = reader.read(longer, Colour.GREY);
    assertArrayEquals(reader.read(whole, Colour.GREY).samples(), read.samples());
  }

  @ParameterizedTest
  @MethodSource("smallFiles")
  void survivesChangedBytes(PillowCase film) {
    FilmReader tight = new FilmReader(TIGHT);
    byte[] whole = film.encoded();
    Random random = new Random(film.name().hashCode());
    for (int round = 0; round < FUZZ_ROUNDS; round++) {
      byte[] changed = changed(whole, random);
      boolean repair = film.film().toString().endsWith(".png") && round % 4 != 0;
      byte[] file = repair ? PngBytes.withRightChecksums(changed) : changed;
      Colour colour = round % 2 == 0 ? Colour.GREY : Colour.RGB;
      DecodeCost cost = DecodeCost.of(() -> Outcome.of(tight, file, colour));
      assertTrue(
          cost.allocatedBytes() < MAX_ALLOCATED_BYTES && cost.cpuMillis() < MAX_CPU_MILLIS,
          "round " + round + ": " + cost);
    }
  }

  /** Bits, bytes, numbers and stretches; half of the time near the front, where headers are. */
  private static byte[] changed(byte[] file, Random random) {
    byte[] changed = file.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int range = random.nextBoolean() ? Math.min(200, file.length) : file.length;
      int at = random.nextInt(range);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt();
        case 2 -> changed[at] = (byte) (random.nextBoolean() ? 0 : 0xFF);
        default -> ByteBuffer.wrap(changed).putInt(Math.min(at, file.length - 4), random.nextInt());
      }
    }
    return changed;
  }
}
