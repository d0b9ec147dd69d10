package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.healthai.error.ErrorCode;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BMP files that are wrong in one way. */
class BmpFilmsTest {
  private static final int PIXELS_AT = 10;
  private static final int WIDTH = 18;
  private static final int HEIGHT = 22;
  private static final int BITS = 28;
  private static final int COLOURS = 46;

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);

  @ParameterizedTest
  @CsvSource({
    "2147483647, 2147483647",
    "2147483647, -2147483648",
    "60000, 60000",
    "60000, -60000",
    "64, -2147483648"
  })
  void refusesManyPixelsBeforeDecodingAny(int width, int height) {
    byte[] file = changed("bmp-rgb24", WIDTH, width);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(HEIGHT, height);
    DecodeCost cost =
        DecodeCost.of(
            () ->
                Outcome.of(reader, file)
                    .assertRefused(ErrorCode.IMAGE_TOO_LARGE, width + " x " + height));
    assertTrue(cost.allocatedBytes() < 1_000_000, cost::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "width 0, 18, 0",
    "negative width, 18, -89",
    "height 0, 22, 0",
    "one row more, 22, 72",
    "OS/2 header, 14, 12",
    "16 bits, 28, 16",
    "2 bits, 28, 2",
    "RLE8, 30, 1",
    "RLE4, 30, 2",
    "JPEG inside, 30, 4",
    "masks for 24 bits, 30, 3",
    "pixels in the header, 10, 20",
    "pixels behind the end, 10, 2000000000",
    "pixels at 4 GB, 10, -1"
  })
  void refusesWhatItCannotReadRightly(String what, int field, int value) {
    byte[] file = changed("bmp-rgb24", field, value);
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_UNREADABLE, what);
  }

  @ParameterizedTest
  @CsvSource({"257", "-1", "2000000000", "3"})
  void refusesPalettesThatDoNotFit(int colours) {
    byte[] file = changed("bmp-palette8", COLOURS, colours);
    Outcome.of(reader, file)
        .assertRefused(ErrorCode.IMAGE_UNREADABLE, colours + " colours in the palette");
  }

  @Test
  void refusesAShortSide() {
    byte[] file = changed("bmp-rgb24", HEIGHT, -63);
    Outcome.of(reader, file).assertRefused(ErrorCode.IMAGE_TOO_SMALL, "63 rows");
  }

  @Test
  void readsPixelsThatStartLater() {
    byte[] whole = PillowCase.generated("bmp-rgb24").encoded();
    ByteBuffer later = ByteBuffer.allocate(whole.length + 10).order(ByteOrder.LITTLE_ENDIAN);
    later.put(whole, 0, 54).position(64).put(whole, 54, whole.length - 54).putInt(PIXELS_AT, 64);
    assertEquals(
        TestFilms.sha256(reader.read(whole, Colour.RGB)),
        TestFilms.sha256(reader.read(later.array(), Colour.RGB)));
  }

  private static byte[] changed(String name, int field, int value) {
    byte[] file = PillowCase.generated(name).encoded();
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (field == BITS) {
      buffer.putShort(field, (short) value);
    } else {
      buffer.putInt(field, value);
    }
    return file;
  }
}
