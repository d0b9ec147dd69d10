package org.healthai.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files field by field, right or wrong; little-endian, pixels first. */
final class TiffBytes {
  static final int NEW_SUBFILE_TYPE = 254;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTE_COUNTS = 279;
  static final int PLANAR = 284;
  static final int PREDICTOR = 317;
  static final int PALETTE = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;

  /** Where the pixels are. */
  static final int PIXELS_AT = 8;

  private static final int TYPE_LONG = 4;
  private static final int ENTRY_BYTES = 12;

  private final byte[] pixels;
  private final Map<Integer, long[]> fields = new TreeMap<>();
  private TiffBytes next;
  private int type = TYPE_LONG;

  private TiffBytes(byte[] pixels) {
    this.pixels = pixels;
  }

  /** A film of 8-bit greys in one uncompressed strip. */
  static TiffBytes grey(int width, int height, byte[] pixels) {
    return new TiffBytes(pixels)
        .with(WIDTH, width)
        .with(HEIGHT, height)
        .with(BITS, 8)
        .with(COMPRESSION, 1)
        .with(PHOTOMETRIC, 1)
        .with(SAMPLES, 1)
        .with(STRIP_OFFSETS, PIXELS_AT)
        .with(ROWS_PER_STRIP, height)
        .with(STRIP_BYTE_COUNTS, pixels.length);
  }

  TiffBytes with(int tag, long... values) {
    fields.put(tag, values);
    return this;
  }

  TiffBytes without(int tag) {
    fields.remove(tag);
    return this;
  }

  TiffBytes followedBy(TiffBytes page) {
    next = page;
    return this;
  }

  TiffBytes withFieldType(int fieldType) {
    type = fieldType;
    return this;
  }

  byte[] toByteArray() {
    int first = PIXELS_AT + pixels.length + pixels.length % 2;
    int length = first + directoryBytes() + (next == null ? 0 : next.directoryBytes());
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(first).put(pixels);
    writeDirectory(file, first, next == null ? 0 : first + directoryBytes());
    if (next != null) {
      next.writeDirectory(file, first + directoryBytes(), 0);
    }
    return file.array();
  }

  private int directoryBytes() {
    int bytes = 2 + fields.size() * ENTRY_BYTES + 4;
    for (long[] values : fields.values()) {
      bytes += values.length > 1 ? values.length * 4 : 0;
    }
    return bytes;
  }

  private void writeDirectory(ByteBuffer file, int at, int nextAt) {
    int extra = at + 2 + fields.size() * ENTRY_BYTES + 4;
    file.position(at).putShort((short) fields.size());
    for (Map.Entry<Integer, long[]> field : fields.entrySet()) {
      long[] values = field.getValue();
      file.putShort(field.getKey().shortValue()).putShort((short) type).putInt(values.length);
      file.putInt(values.length == 1 ? (int) values[0] : extra);
      for (int i = 0; values.length > 1 && i < values.length; i++) {
        file.putInt(extra, (int) values[i]);
        extra += 4;
      }
    }
    file.putInt(nextAt);
  }
}
