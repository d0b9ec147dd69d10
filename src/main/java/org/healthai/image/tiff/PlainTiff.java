package org.healthai.image.tiff;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A copy of a TIFF with one directory that holds the checked fields of its first picture and
 * nothing else: the library that decompresses it sees no metadata, no profile, no other picture,
 * and of the colours only how many samples there are.
 */
final class PlainTiff {
  private static final int TYPE_LONG = 4;
  private static final int ENTRY_BYTES = 12;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int UNASSOCIATED_ALPHA = 2;

  private final TreeMap<Integer, long[]> fields = new TreeMap<>();

  private PlainTiff(TiffDirectory directory, TiffLayout layout, TiffBlocks blocks) {
    boolean coloured = layout.colours() == TiffLayout.Colours.RGB;
    put(TiffDirectory.IMAGE_WIDTH, layout.width());
    put(TiffDirectory.IMAGE_LENGTH, layout.height());
    long[] bits = new long[layout.samples()];
    Arrays.fill(bits, layout.bits());
    put(TiffDirectory.BITS_PER_SAMPLE, bits);
    put(TiffDirectory.COMPRESSION, layout.compression());
    put(TiffDirectory.PHOTOMETRIC, coloured ? RGB : BLACK_IS_ZERO);
    put(TiffDirectory.FILL_ORDER, layout.fillOrder());
    put(TiffDirectory.SAMPLES_PER_PIXEL, layout.samples());
    put(TiffDirectory.PLANAR_CONFIGURATION, layout.planar() ? 2 : 1);
    put(TiffDirectory.PREDICTOR, layout.predictor());
    if (layout.samples() % 2 == 0) {
      put(TiffDirectory.EXTRA_SAMPLES, UNASSOCIATED_ALPHA);
    }
    put(TiffDirectory.T4_OPTIONS, directory.value(TiffDirectory.T4_OPTIONS, 0));
    put(TiffDirectory.T6_OPTIONS, directory.value(TiffDirectory.T6_OPTIONS, 0));
    putBlocks(blocks);
  }

  /** The copy: {@code file} with the new directory behind it. */
  static byte[] of(byte[] file, TiffDirectory directory, TiffLayout layout, TiffBlocks blocks) {
    return new PlainTiff(directory, layout, blocks).appendTo(file, directory);
  }

  private void putBlocks(TiffBlocks blocks) {
    if (blocks.tiled()) {
      put(TiffDirectory.TILE_WIDTH, blocks.width());
      put(TiffDirectory.TILE_LENGTH, blocks.height());
      put(TiffDirectory.TILE_OFFSETS, blocks.offsets());
      put(TiffDirectory.TILE_BYTE_COUNTS, blocks.byteCounts());
    } else {
      put(TiffDirectory.ROWS_PER_STRIP, blocks.height());
      put(TiffDirectory.STRIP_OFFSETS, blocks.offsets());
      put(TiffDirectory.STRIP_BYTE_COUNTS, blocks.byteCounts());
    }
  }

  private void put(int tag, long... values) {
    fields.put(tag, values);
  }

  private byte[] appendTo(byte[] file, TiffDirectory directory) {
    int start = file.length + file.length % 2;
    int extra = start + 2 + fields.size() * ENTRY_BYTES + 4;
    int length = extra;
    for (long[] values : fields.values()) {
      length += values.length > 1 ? values.length * 4 : 0;
    }
    ByteBuffer copy = ByteBuffer.wrap(Arrays.copyOf(file, length)).order(directory.order());
    copy.putInt(4, start);
    copy.position(start).putShort((short) fields.size());
    for (Map.Entry<Integer, long[]> field : fields.entrySet()) {
      long[] values = field.getValue();
      copy.putShort(field.getKey().shortValue()).putShort((short) TYPE_LONG).putInt(values.length);
      if (values.length == 1) {
        copy.putInt((int) values[0]);
        continue;
      }
      copy.putInt(extra);
      for (long value : values) {
        copy.putInt(extra, (int) value);
        extra += 4;
      }
    }
    return copy.putInt(0).array();
  }
}
