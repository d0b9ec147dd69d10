package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.healthai.error.ErrorCode;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files that are wrong or strange in one way. */
class JpegFilmsTest {
  private static final int SOF0 = 0xC0;
  private static final int SOF2 = 0xC2;
  private static final int SOS = 0xDA;

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);

  @ParameterizedTest
  @CsvSource({"65535, 65535", "60000, 60000", "65535, 800"})
  void refusesManyPixelsBeforeDecodingAny(int width, int height) {
    byte[] file = withSize(jpeg("jpeg-rgb-420"), width, height);
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_TOO_LARGE, width + " x " + height));
    assertTrue(cost.allocatedBytes() < 100_000, cost::toString);
  }

  @Test
  void refusesManyPixelsThoughTheFileIsCut() {
    byte[] file = withSize(jpeg("jpeg-grey"), 60_000, 60_000);
    byte[] cut = Arrays.copyOf(file, segment(file, SOF0) + 20);
    Outcome.of(reader, cut).assertRefused(ErrorCode.IMAGE_TOO_LARGE, "only a header");
  }

  @Test
  void refusesAShortSide() {
    byte[] file = withSize(jpeg("jpeg-grey"), 89, 63);
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_TOO_SMALL, "89 x 63");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg-grey", "jpeg-grey-progressive", "jpeg-rgb-420", "jpeg-cmyk"})
  void refusesAFileWhosePixelsEndEarlyButProperly(String name) {
    byte[] whole = jpeg(name);
    byte[] cut = Arrays.copyOf(whole, whole.length * 3 / 4);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;
    Outcome.of(reader, cut).assertRefused(ErrorCode.IMAGE_UNREADABLE, "end marker too early");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xC8, 0xDE})
  void refusesOtherCodingProcesses(int marker) {
    byte[] file = jpeg("jpeg-grey-progressive");
    file[segment(file, SOF2) + 1] = (byte) marker;
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "marker " + marker);
  }

  @Test
  void refusesTwelveBits() {
    byte[] file = jpeg("jpeg-grey");
    file[segment(file, SOF0) + 4] = 12;
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "12 bits");
  }

  @Test
  void refusesAColourWithoutPixels() {
    byte[] file = jpeg("jpeg-rgb-444");
    int scan = segment(file, SOS);
    file[scan + 7] = file[scan + 5];
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "a component twice");
  }

  @Test
  void refusesMoreScansThanAFilmNeeds() {
    byte[] file = withFurtherScans(jpeg("jpeg-grey-progressive"), 200);
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, "200 more scans");
  }

  @Test
  void refusesManyScansOfALargePictureBeforeDecodingAny() {
    byte[] file = withSize(withFurtherScans(jpeg("jpeg-grey-progressive"), 20), 7000, 7000);
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_UNREADABLE, "20 scans of 49 million pixels"));
    assertTrue(cost.allocatedBytes() < 1_000_000, cost::toString);
  }

  /** A file that ends in the same scan again and again. */
  private static byte[] withFurtherScans(byte[] jpeg, int count) {
    int lastScan = lastSegment(jpeg, SOS);
    int end = jpeg.length - 2;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, end);
    for (int i = 0; i < count; i++) {
      file.write(jpeg, lastScan, end - lastScan);
    }
    file.write(jpeg, end, 2);
    return file.toByteArray();
  }

  @Test
  void refusesASecondFrame() {
    byte[] whole = jpeg("jpeg-grey");
    int frame = segment(whole, SOF0);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(whole, 0, frame);
    file.write(whole, frame, 13);
    file.write(whole, frame, whole.length - frame);
    Outcome.of(reader, file.toByteArray()).assertRefused(ErrorCode.IMAGE_UNREADABLE, "two frames");
  }

  @Test
  void looksThroughDamagedMetadata() {
    byte[] whole = jpeg("jpeg-rgb-420");
    byte[] exifBehindTheEnd = HexFormat.of().parseHex("ffe1000e4578696600004d4d002affff");
    byte[] profileOfNine = HexFormat.of().parseHex("ffe200104943435f50524f46494c45000901");
    byte[] thumbnailOfNothing = HexFormat.of().parseHex("ffe000084a4658580010");
    byte[] file = insertedAfterStart(whole, exifBehindTheEnd);
    file = insertedAfterStart(file, profileOfNine);
    file = insertedAfterStart(file, thumbnailOfNothing);
    Film film = reader.read(file, Colour.RGB);
    assertArrayEquals(reader.read(whole, Colour.RGB).samples(), film.samples());
  }

  /** Adobe's transform 0 says RGB; a JFIF marker overrules it, its absence does not. */
  @Test
  void takesComponentsForColoursWhereAdobeSaysSo() {
    byte[] ycc = jpeg("jpeg-rgb-444");
    byte[] adobe = HexFormat.of().parseHex("ffee000e41646f626500640000000000");
    byte[] withJfif = insertedAfterStart(ycc, adobe);
    byte[] withoutJfif = withJfif.clone();
    withoutJfif[segment(withoutJfif, 0xE0) + 4] = 'X';
    byte[] colours = reader.read(ycc, Colour.RGB).samples();
    assertArrayEquals(colours, reader.read(withJfif, Colour.RGB).samples());
    byte[] components = reader.read(withoutJfif, Colour.RGB).samples();
    assertTrue(TestFilms.maxDifference(colours, components) > 50);
  }

  @Test
  void exchangesWidthAndHeightOfALyingFilm() {
    Film film = reader.read(jpeg("jpeg-exif-6"), Colour.GREY);
    assertEquals("71 x 89", film.width() + " x " + film.height());
  }

  private static byte[] jpeg(String name) {
    return PillowCase.generated(name).encoded();
  }

  private static byte[] withSize(byte[] file, int width, int height) {
    int progressive = segment(file, SOF2);
    int frame = progressive < 0 ? segment(file, SOF0) : progressive;
    file[frame + 5] = (byte) (height >> 8);
    file[frame + 6] = (byte) height;
    file[frame + 7] = (byte) (width >> 8);
    file[frame + 8] = (byte) width;
    return file;
  }

  private static byte[] insertedAfterStart(byte[] file, byte[] segments) {
    byte[] longer = Arrays.copyOf(file, file.length + segments.length);
    System.arraycopy(segments, 0, longer, 2, segments.length);
    System.arraycopy(file, 2, longer, 2 + segments.length, file.length - 2);
    return longer;
  }

  private static int segment(byte[] file, int marker) {
    for (int i = 2; i < file.length - 1; i++) {
      if (file[i] == -1 && (file[i + 1] & 0xFF) == marker) {
        return i;
      }
    }
    return -1;
  }

  private static int lastSegment(byte[] file, int marker) {
    for (int i = file.length - 2; i > 0; i--) {
      if (file[i] == -1 && (file[i + 1] & 0xFF) == marker) {
        return i;
      }
    }
    return -1;
  }
}
