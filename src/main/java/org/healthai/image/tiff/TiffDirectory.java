package org.healthai.image.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.healthai.error.HealthAiException;
import org.healthai.image.codec.Refusal;

/**
 * The fields of one image in a TIFF file (TIFF 6.0, section 2).
 *
 * <p>Reads only what it is asked for; every offset is checked against the length of the file before
 * anything is allocated.
 */
final class TiffDirectory {
  static final int NEW_SUBFILE_TYPE = 254;
  static final int IMAGE_WIDTH = 256;
  static final int IMAGE_LENGTH = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTE_COUNTS = 279;
  static final int PLANAR_CONFIGURATION = 284;
  static final int T4_OPTIONS = 292;
  static final int T6_OPTIONS = 293;
  static final int PREDICTOR = 317;
  static final int COLOR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_LENGTH = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;

  private static final int LITTLE_ENDIAN_MARK = 0x4949;
  private static final int MAGIC = 42;
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int TYPE_BYTE = 1;
  private static final int TYPE_SHORT = 3;
  private static final int TYPE_LONG = 4;

  private final ByteBuffer file;
  private final Map<Integer, Integer> entries = new HashMap<>();
  private final long next;

  private TiffDirectory(ByteBuffer file, long at) {
    this.file = file;
    int start = checked(at, 2);
    int count = Short.toUnsignedInt(file.getShort(start));
    int end = checked(start + 2L, (long) count * ENTRY_BYTES + 4) + count * ENTRY_BYTES;
    for (int entry = start + 2; entry < end; entry += ENTRY_BYTES) {
      entries.putIfAbsent(Short.toUnsignedInt(file.getShort(entry)), entry);
    }
    this.next = Integer.toUnsignedLong(file.getInt(end));
  }

  /** The first directory of a file. */
  static TiffDirectory first(byte[] encoded) {
    ByteBuffer file = ByteBuffer.wrap(encoded);
    if (encoded.length < HEADER_BYTES) {
      throw truncated(encoded.length);
    }
    if (file.getShort(0) == LITTLE_ENDIAN_MARK) {
      file.order(ByteOrder.LITTLE_ENDIAN);
    }
    int magic = Short.toUnsignedInt(file.getShort(2));
    if (magic != MAGIC) {
      throw Refusal.unreadable("TIFF version %d is not read; version %d is", magic, MAGIC);
    }
    return new TiffDirectory(file, Integer.toUnsignedLong(file.getInt(4)));
  }

  /** Whether another directory follows. */
  boolean hasNext() {
    return next != 0;
  }

  /** The directory that follows. */
  TiffDirectory next() {
    return new TiffDirectory(file, next);
  }

  ByteOrder order() {
    return file.order();
  }

  int fileLength() {
    return file.capacity();
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** How many values a field has; 0 when it is missing. */
  long count(int tag) {
    Integer entry = entries.get(tag);
    return entry == null ? 0 : Integer.toUnsignedLong(file.getInt(entry + 4));
  }

  /** The first value of a field. */
  long value(int tag, long whenMissing) {
    return has(tag) ? values(tag, 1)[0] : whenMissing;
  }

  /** The first {@code wanted} values of a field, which must have that many. */
  long[] values(int tag, int wanted) {
    Integer entry = entries.get(tag);
    long count = count(tag);
    if (entry == null || count < wanted) {
      throw Refusal.unreadable(
          "the TIFF is damaged: field %d has %d values, not %d", tag, count, wanted);
    }
    int type = Short.toUnsignedInt(file.getShort(entry + 2));
    int size = sizeOf(tag, type);
    int at =
        count * size <= 4
            ? entry + 8
            : checked(Integer.toUnsignedLong(file.getInt(entry + 8)), count * size);
    long[] values = new long[wanted];
    for (int i = 0; i < wanted; i++) {
      values[i] = valueAt(at + i * size, type);
    }
    return values;
  }

  private static int sizeOf(int tag, int type) {
    return switch (type) {
      case TYPE_BYTE -> 1;
      case TYPE_SHORT -> 2;
      case TYPE_LONG -> 4;
      default -> throw Refusal.unreadable("the TIFF is damaged: field %d has type %d", tag, type);
    };
  }

  private long valueAt(int at, int type) {
    return switch (type) {
      case TYPE_BYTE -> Byte.toUnsignedLong(file.get(at));
      case TYPE_SHORT -> Short.toUnsignedLong(file.getShort(at));
      default -> Integer.toUnsignedLong(file.getInt(at));
    };
  }

  /** The same place, which lies in the file with all its bytes. */
  private int checked(long at, long bytes) {
    if (at < HEADER_BYTES || at + bytes > file.capacity()) {
      throw truncated(file.capacity());
    }
    return (int) at;
  }

  static HealthAiException truncated(int bytes) {
    return Refusal.unreadable("the TIFF is truncated or damaged: it ends after %d bytes", bytes);
  }
}
