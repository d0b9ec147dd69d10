package org.healthai.image;

import static org.healthai.image.TiffBytes.PIXELS_AT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFF files that are wrong or strange in one way. */
class TiffFilmsTest {
  private static final int SIDE = 64;
  private static final int DEFLATE = 8;
  private static final int FAX = 4;

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);
  private final byte[] noise = noise(SIDE * SIDE);

  @Test
  void readsPlainGreys() {
    byte[] file = TiffBytes.grey(SIDE, SIDE, noise).toByteArray();
    assertArrayEquals(noise, reader.read(file, Colour.GREY).samples());
  }

  @Test
  void invertsGreysWhoseWhiteIsZero() {
    byte[] file = TiffBytes.grey(SIDE, SIDE, noise).with(TiffBytes.PHOTOMETRIC, 0).toByteArray();
    byte[] inverted = noise.clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~inverted[i];
    }
    assertArrayEquals(inverted, reader.read(file, Colour.GREY).samples());
  }

  @Test
  void invertsSixteenBitGreysWhoseWhiteIsZero() {
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, new byte[SIDE * SIDE * 2])
            .with(TiffBytes.PHOTOMETRIC, 0)
            .with(TiffBytes.BITS, 16)
            .toByteArray();
    byte[] white = new byte[SIDE * SIDE];
    Arrays.fill(white, (byte) 255);
    assertArrayEquals(white, reader.read(file, Colour.GREY).samples());
  }

  @Test
  void looksUpPaletteColours() {
    long[] palette = new long[3 * 256];
    for (int i = 0; i < 256; i++) {
      palette[i] = i * 256L + 255;
      palette[256 + i] = (255 - i) * 256L;
    }
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, noise)
            .with(TiffBytes.PHOTOMETRIC, 3)
            .with(TiffBytes.PALETTE, palette)
            .toByteArray();
    byte[] colours = reader.read(file, Colour.RGB).samples();
    byte[] third = Arrays.copyOfRange(colours, 6, 9);
    assertArrayEquals(new byte[] {noise[2], (byte) (255 - noise[2]), 0}, third);
  }

  @Test
  void putsPlanesTogether() {
    byte[] planes = noise(SIDE * SIDE * 3);
    int plane = SIDE * SIDE;
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, planes)
            .with(TiffBytes.PHOTOMETRIC, 2)
            .with(TiffBytes.SAMPLES, 3)
            .with(TiffBytes.BITS, 8, 8, 8)
            .with(TiffBytes.PLANAR, 2)
            .with(TiffBytes.STRIP_OFFSETS, PIXELS_AT, PIXELS_AT + plane, PIXELS_AT + 2 * plane)
            .with(TiffBytes.STRIP_BYTE_COUNTS, plane, plane, plane)
            .toByteArray();
    byte[] last =
        Arrays.copyOfRange(reader.read(file, Colour.RGB).samples(), 3 * plane - 3, 3 * plane);
    assertArrayEquals(
        new byte[] {planes[plane - 1], planes[2 * plane - 1], planes[3 * plane - 1]}, last);
  }

  @Test
  void dropsAlpha() {
    byte[] pixels = noise(SIDE * SIDE * 2);
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, pixels)
            .with(TiffBytes.SAMPLES, 2)
            .with(TiffBytes.BITS, 8, 8)
            .with(TiffBytes.EXTRA_SAMPLES, 2)
            .toByteArray();
    assertEquals(pixels[200], reader.read(file, Colour.GREY).samples()[100]);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 8})
  void turnsAFilmUpright(int orientation) {
    byte[] file =
        TiffBytes.grey(32 * 3, SIDE, noise(96 * SIDE))
            .with(TiffBytes.ORIENTATION, orientation)
            .toByteArray();
    Film film = reader.read(file, Colour.GREY);
    assertEquals(orientation == 3 ? 96 : 64, film.width());
  }

  @Test
  void ignoresAPreviewAndRefusesASecondPage() {
    TiffBytes preview = TiffBytes.grey(8, 8, noise).with(TiffBytes.NEW_SUBFILE_TYPE, 1);
    byte[] withPreview = TiffBytes.grey(SIDE, SIDE, noise).followedBy(preview).toByteArray();
    assertArrayEquals(noise, reader.read(withPreview, Colour.GREY).samples());
    byte[] withPage =
        TiffBytes.grey(SIDE, SIDE, noise)
            .followedBy(TiffBytes.grey(SIDE, SIDE, noise))
            .toByteArray();
    Outcome.of(reader, withPage).assertRefused(ErrorCode.IMAGE_UNREADABLE, "two pages");
  }

  static Stream<Named<UnaryOperator<TiffBytes>>> damagedStrips() {
    return Stream.of(
        damage("no width", t -> t.without(TiffBytes.WIDTH)),
        damage("no photometric interpretation", t -> t.without(TiffBytes.PHOTOMETRIC)),
        damage("YCbCr", t -> t.with(TiffBytes.PHOTOMETRIC, 6)),
        damage("no offsets", t -> t.without(TiffBytes.STRIP_OFFSETS)),
        damage("no byte counts", t -> t.without(TiffBytes.STRIP_BYTE_COUNTS)),
        damage("strip without bytes", t -> t.with(TiffBytes.STRIP_BYTE_COUNTS, 0)),
        damage("strip too short", t -> t.with(TiffBytes.STRIP_BYTE_COUNTS, SIDE * SIDE - 1)),
        damage("strip behind the end", t -> t.with(TiffBytes.STRIP_OFFSETS, 1_000_000)),
        damage("strip at 4 GB", t -> t.with(TiffBytes.STRIP_OFFSETS, 0xFFFFFFFFL)),
        damage("strip of 4 GB", t -> t.with(TiffBytes.STRIP_BYTE_COUNTS, 0xFFFFFFFFL)),
        damage("fewer strips than rows need", t -> t.with(TiffBytes.ROWS_PER_STRIP, 1)),
        damage("strips of no rows", t -> t.with(TiffBytes.ROWS_PER_STRIP, 0)));
  }

  static Stream<Named<UnaryOperator<TiffBytes>>> otherPixels() {
    return Stream.of(
        damage("12 bits", t -> t.with(TiffBytes.BITS, 12)),
        damage("four billion bits", t -> t.with(TiffBytes.BITS, 0xFFFFFFFFL)),
        damage("no samples", t -> t.with(TiffBytes.SAMPLES, 0)),
        damage("a million samples", t -> t.with(TiffBytes.SAMPLES, 1_000_000)),
        damage(
            "three grey samples", t -> t.with(TiffBytes.SAMPLES, 3).with(TiffBytes.BITS, 8, 8, 8)),
        damage("mixed bits", t -> t.with(TiffBytes.SAMPLES, 2).with(TiffBytes.BITS, 8, 16)),
        damage("fewer bits than samples", t -> t.with(TiffBytes.SAMPLES, 2)),
        damage(
            "one-bit RGB",
            t ->
                t.with(TiffBytes.PHOTOMETRIC, 2)
                    .with(TiffBytes.SAMPLES, 3)
                    .with(TiffBytes.BITS, 1, 1, 1)));
  }

  static Stream<Named<UnaryOperator<TiffBytes>>> otherFeatures() {
    return Stream.of(
        damage("JPEG inside", t -> t.with(TiffBytes.COMPRESSION, 7)),
        damage("old JPEG inside", t -> t.with(TiffBytes.COMPRESSION, 6)),
        damage("fax of 8 bits", t -> t.with(TiffBytes.COMPRESSION, 4)),
        damage("unknown compression", t -> t.with(TiffBytes.COMPRESSION, 0)),
        damage("not deflated", t -> t.with(TiffBytes.COMPRESSION, DEFLATE)),
        damage("no LZW", t -> t.with(TiffBytes.COMPRESSION, 5)),
        damage("predicted without compression", t -> t.with(TiffBytes.PREDICTOR, 2)),
        damage("floating-point prediction", t -> t.with(TiffBytes.PREDICTOR, 3)),
        damage("three planes of one", t -> t.with(TiffBytes.PLANAR, 3)),
        damage("floating point", t -> t.with(TiffBytes.SAMPLE_FORMAT, 3)),
        damage("no palette", t -> t.with(TiffBytes.PHOTOMETRIC, 3)),
        damage(
            "short palette",
            t -> t.with(TiffBytes.PHOTOMETRIC, 3).with(TiffBytes.PALETTE, 1, 2, 3)),
        damage("multiplied alpha", t -> t.with(TiffBytes.EXTRA_SAMPLES, 1)),
        damage(
            "tiles of no width",
            t -> t.with(TiffBytes.TILE_OFFSETS, 8).with(TiffBytes.TILE_WIDTH, 0)),
        damage("fields of ASCII", t -> t.withFieldType(2)),
        damage("fields of an unknown type", t -> t.withFieldType(99)));
  }

  private static Named<UnaryOperator<TiffBytes>> damage(
      String name, UnaryOperator<TiffBytes> damage) {
    return Named.of(name, damage);
  }

  @ParameterizedTest
  @MethodSource({"damagedStrips", "otherPixels", "otherFeatures"})
  void refusesWhatItCannotReadRightly(UnaryOperator<TiffBytes> damage) {
    byte[] file = damage.apply(TiffBytes.grey(SIDE, SIDE, noise)).toByteArray();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, damage.toString());
  }

  @ParameterizedTest
  @CsvSource({"60000, 60000", "4294967295, 4294967295", "64, 4294967295"})
  void refusesManyPixelsBeforeDecodingAny(long width, long height) {
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, noise)
            .with(TiffBytes.WIDTH, width)
            .with(TiffBytes.HEIGHT, height)
            .toByteArray();
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_TOO_LARGE, width + " x " + height));
    assertTrue(cost.allocatedBytes() < 1_000_000, cost::toString);
  }

  @Test
  void refusesMoreBytesThanItWouldHoldInMemory() {
    byte[] file =
        TiffBytes.grey(6_000, 6_000, PngBytes.deflated(new byte[1000]))
            .with(TiffBytes.COMPRESSION, DEFLATE)
            .with(TiffBytes.PHOTOMETRIC, 2)
            .with(TiffBytes.SAMPLES, 4)
            .with(TiffBytes.BITS, 16, 16, 16, 16)
            .toByteArray();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_TOO_LARGE, "288 MB");
  }

  @Test
  void refusesTilesMuchLargerThanThePicture() {
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, PngBytes.deflated(new byte[1 << 20]))
            .with(TiffBytes.COMPRESSION, DEFLATE)
            .with(TiffBytes.TILE_WIDTH, 1 << 30)
            .with(TiffBytes.TILE_HEIGHT, 1 << 30)
            .with(TiffBytes.TILE_OFFSETS, PIXELS_AT)
            .with(TiffBytes.TILE_BYTE_COUNTS, 100)
            .toByteArray();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "a tile of 2^60 pixels");
  }

  @Test
  void refusesStripsThatShareBytes() {
    int rows = 100_000;
    long[] whole = new long[rows];
    Arrays.fill(whole, 1_000_000);
    long[] start = new long[rows];
    Arrays.fill(start, PIXELS_AT);
    byte[] file =
        TiffBytes.grey(SIDE, rows, new byte[1_000_000])
            .with(TiffBytes.COMPRESSION, FAX)
            .with(TiffBytes.BITS, 1)
            .with(TiffBytes.ROWS_PER_STRIP, 1)
            .with(TiffBytes.STRIP_OFFSETS, start)
            .with(TiffBytes.STRIP_BYTE_COUNTS, whole)
            .toByteArray();
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_UNREADABLE, "each strip is the whole file"));
    assertTrue(cost.cpuMillis() < 500, cost::toString);
  }

  @Test
  void refusesATileAPixel() {
    int side = 1_100;
    int pixels = side * side;
    byte[] file =
        TiffBytes.grey(side, side, new byte[pixels])
            .with(TiffBytes.TILE_WIDTH, 1)
            .with(TiffBytes.TILE_HEIGHT, 1)
            .with(TiffBytes.TILE_OFFSETS, new long[pixels])
            .with(TiffBytes.TILE_BYTE_COUNTS, new long[pixels])
            .toByteArray();
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_UNREADABLE, "a million tiles"));
    assertTrue(cost.allocatedBytes() < 1_000_000, cost::toString);
  }

  @Test
  void refusesAStripThatInflatesToLess() {
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, PngBytes.deflated(new byte[SIDE * SIDE - 1]))
            .with(TiffBytes.COMPRESSION, DEFLATE)
            .toByteArray();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "one byte short");
  }

  @Test
  void inflatesNoMoreThanThePicture() {
    byte[] file =
        TiffBytes.grey(SIDE, SIDE, PngBytes.deflated(new byte[100_000_000]))
            .with(TiffBytes.COMPRESSION, DEFLATE)
            .toByteArray();
    DecodeCost cost = DecodeCost.of(() -> Outcome.of(reader, file));
    assertTrue(cost.allocatedBytes() < 2_000_000 && cost.cpuMillis() < 500, cost::toString);
  }

  @Test
  void refusesBigTiff() {
    byte[] file = TiffBytes.grey(SIDE, SIDE, noise).toByteArray();
    file[2] = 43;
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "version 43");
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }
}
