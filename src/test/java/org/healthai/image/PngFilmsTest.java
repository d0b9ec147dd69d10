package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.healthai.error.ErrorCode;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG files that are wrong in one way, and what each is told. */
class PngFilmsTest {
  private static final int GREY = 0;
  private static final int PALETTE = 3;
  private static final int SIDE = 64;

  /** A filter byte and 64 greys, 64 times. */
  private static final int FILTERED_BYTES = SIDE * (SIDE + 1);

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);

  @Test
  void readsTheSmallestFilm() {
    Film film = reader.read(black().end(), Colour.GREY);
    assertArrayEquals(new byte[SIDE * SIDE], film.samples());
  }

  @ParameterizedTest
  @CsvSource({"63, 64", "64, 63", "1, 5000"})
  void refusesAShortSide(int width, int height) {
    byte[] file = new PngBytes().header(width, height, 8, GREY).zeros(1).end();
    Outcome outcome = Outcome.of(reader, file);
    outcome.assertRefused(ErrorCode.IMAGE_TOO_SMALL, width + " x " + height);
    assertTrue(outcome.refusal().detail().contains(width + " x " + height));
  }

  @ParameterizedTest
  @CsvSource({"60000, 60000", "2147483647, 2147483647", "64, 2147483647", "50000001, 64"})
  void refusesManyPixelsBeforeDecodingAny(int width, int height) {
    byte[] file = new PngBytes().header(width, height, 16, 6).zeros(1000).end();
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_TOO_LARGE, width + " x " + height));
    assertTrue(cost.allocatedBytes() < 1_000_000, cost::toString);
  }

  @Test
  void saysHowManyPixelsAreTooMany() {
    byte[] file = new PngBytes().header(60_000, 60_000, 8, GREY).zeros(1).end();
    assertEquals(
        "the image has 60000 x 60000 pixels, the limit is 50000000 pixels",
        Outcome.of(reader, file).refusal().detail());
  }

  @Test
  void refusesManyPixelsThoughTheFileIsCut() {
    byte[] file = new PngBytes().header(60_000, 60_000, 8, GREY).toByteArray();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_TOO_LARGE, "only a header");
  }

  @Test
  void inflatesNoPlainText() {
    byte[] file = withMetadata("tEXt", bytesOf("k00"), PngBytes.deflatedZeros(200_000_000));
    DecodeCost cost = DecodeCost.of(() -> reader.read(file, Colour.GREY));
    assertTrue(cost.allocatedBytes() < 1_000_000 && cost.cpuMillis() < 500, cost::toString);
  }

  @ParameterizedTest
  @CsvSource({"zTXt, k00", "iCCP, k00", "iTXt, k01000"})
  void refusesMetadataThatInflatesToHundredsOfMegabytes(String chunk, String head) {
    byte[] file = withMetadata(chunk, bytesOf(head), PngBytes.deflatedZeros(200_000_000));
    assertRefusedCheaply(file, "a bomb in " + chunk);
  }

  @Test
  void countsWhatManyDamagedTextsInflateTo() {
    byte[] broken = PngBytes.deflatedZeros(8_000);
    broken[broken.length - 1] ^= 1;
    PngBytes png = new PngBytes().header(SIDE, SIDE, 8, GREY);
    byte[] text = concat(bytesOf("k00"), broken);
    for (int i = 0; i < 10_000; i++) {
      png.chunk("zTXt", text);
    }
    assertRefusedCheaply(png.zeros(FILTERED_BYTES).end(), "10,000 texts with a wrong checksum");
  }

  private void assertRefusedCheaply(byte[] file, String what) {
    DecodeCost cost =
        DecodeCost.of(
            () -> Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, what));
    assertTrue(cost.allocatedBytes() < 15_000_000 && cost.cpuMillis() < 500, cost::toString);
  }

  private static byte[] withMetadata(String chunk, byte[] head, byte[] deflated) {
    return new PngBytes()
        .header(SIDE, SIDE, 8, GREY)
        .chunk(chunk, concat(head, deflated))
        .zeros(FILTERED_BYTES)
        .end();
  }

  private static byte[] concat(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }

  /** Letters stand for themselves, digits for bytes of that value. */
  private static byte[] bytesOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] -= (byte) (bytes[i] <= '9' ? '0' : 0);
    }
    return bytes;
  }

  @Test
  void inflatesNoMorePixelsThanTheHeaderSays() {
    byte[] file = new PngBytes().header(SIDE, SIDE, 8, GREY).zeros(500_000_000).end();
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_UNREADABLE, "500 MB of pixels"));
    assertTrue(cost.allocatedBytes() < 2_000_000 && cost.cpuMillis() < 500, cost::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {FILTERED_BYTES - 1, FILTERED_BYTES + 1, SIDE + 1, 0})
  void refusesAnyOtherNumberOfPixels(int filteredBytes) {
    byte[] file = new PngBytes().header(SIDE, SIDE, 8, GREY).zeros(filteredBytes).end();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, filteredBytes + " bytes");
  }

  @Test
  void refusesPixelsWithoutTheirChecksum() {
    byte[] deflated = PngBytes.deflatedZeros(FILTERED_BYTES);
    byte[] cut = Arrays.copyOf(deflated, deflated.length - 1);
    byte[] file = new PngBytes().header(SIDE, SIDE, 8, GREY).chunk("IDAT", cut).end();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "no Adler-32");
  }

  @Test
  void readsPixelsSplitIntoManyChunks() {
    PngBytes png = new PngBytes().header(SIDE, SIDE, 8, GREY);
    for (byte piece : PngBytes.deflatedZeros(FILTERED_BYTES)) {
      png.chunk("IDAT").chunk("IDAT", piece);
    }
    Film film = reader.read(png.end(), Colour.GREY);
    assertArrayEquals(new byte[SIDE * SIDE], film.samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 45, 58, 65})
  void refusesAWrongBitAnywhere(int at) {
    byte[] file = black().end();
    file[at] ^= 1;
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "bit at byte " + at);
  }

  @Test
  void refusesAnUnknownFilter() {
    byte[] rows = new byte[FILTERED_BYTES];
    rows[10 * (SIDE + 1)] = 5;
    byte[] file =
        new PngBytes().header(SIDE, SIDE, 8, GREY).chunk("IDAT", PngBytes.deflated(rows)).end();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "filter 5");
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "16, 3", "1, 2", "4, 6", "2, 4", "8, 1", "8, 5", "8, 7", "0, 0", "32, 0"})
  void refusesBitDepthsThatDoNotExist(int bitDepth, int colourType) {
    byte[] file = new PngBytes().header(SIDE, SIDE, bitDepth, colourType).zeros(9).end();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, bitDepth + " bits");
  }

  @Test
  void refusesAPaletteThatIsMissingTooShortOrNoPalette() {
    byte[] rows = new byte[SIDE * (SIDE + 1)];
    rows[7] = 2;
    byte[] pixels = PngBytes.deflated(rows);
    for (byte[] palette : new byte[][] {{1, 2, 3, 4, 5, 6}, {1, 2}, {}, new byte[257 * 3]}) {
      byte[] file =
          new PngBytes()
              .header(SIDE, SIDE, 8, PALETTE)
              .chunk("PLTE", palette)
              .chunk("IDAT", pixels)
              .end();
      Outcome.of(reader, file)
          .assertRefused(ErrorCode.IMAGE_UNREADABLE, palette.length + " bytes of palette");
    }
    byte[] without = new PngBytes().header(SIDE, SIDE, 8, PALETTE).chunk("IDAT", pixels).end();
    Outcome.of(reader, without).assertRefused(ErrorCode.IMAGE_UNREADABLE, "no palette");
  }

  @Test
  void refusesAnimations() {
    byte[] frames = ByteBuffer.allocate(8).putInt(2).putInt(0).array();
    byte[] file =
        new PngBytes()
            .header(SIDE, SIDE, 8, GREY)
            .chunk("acTL", frames)
            .zeros(FILTERED_BYTES)
            .end();
    Outcome.of(reader, file).assertRefused(ErrorCode.UNSUPPORTED_IMAGE, "two frames");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IHDR", "ABCD", "PLTX"})
  void refusesCriticalChunksItDoesNotKnow(String type) {
    byte[] file = black().chunk(type, new byte[13]).end();
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, type);
  }

  @Test
  void refusesAFileWithoutPixelsOrEnd() {
    byte[] empty = new PngBytes().header(SIDE, SIDE, 8, GREY).end();
    Outcome.of(reader, empty).assertRefused(ErrorCode.IMAGE_UNREADABLE, "no IDAT");
    Outcome.of(reader, black().toByteArray()).assertRefused(ErrorCode.IMAGE_UNREADABLE, "no IEND");
  }

  @Test
  void turnsAFilmUprightByItsExifChunk() {
    byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
    byte[] file =
        new PngBytes().header(100, SIDE, 8, GREY).chunk("eXIf", exif).zeros(SIDE * 101).end();
    Film film = reader.read(file, Colour.GREY);
    assertEquals("64 x 100", film.width() + " x " + film.height());
  }

  private static PngBytes black() {
    return new PngBytes().header(SIDE, SIDE, 8, GREY).zeros(FILTERED_BYTES);
  }
}
