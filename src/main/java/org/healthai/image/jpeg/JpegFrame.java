package org.healthai.image.jpeg;

import java.util.List;
import org.healthai.image.codec.Refusal;

/**
 * A frame header (T.81 B.2.2) of the kind we read: Huffman-coded, 8 bit, sequential or progressive.
 *
 * @param width columns
 * @param height rows
 * @param componentIds the components' identifiers: 1, 3 or 4 of them
 */
record JpegFrame(int width, int height, List<Integer> componentIds) {
  private static final int FIXED_BYTES = 6;
  private static final int BYTES_PER_COMPONENT = 3;

  /** Reads the data of a segment, its length field not counted. */
  static JpegFrame read(int marker, byte[] file, int at, int length) {
    if (marker > JpegMarker.SOF2) {
      throw Refusal.unreadable(
          "lossless, hierarchical and arithmetic-coded JPEG is not read (frame type %d);"
              + " baseline and progressive are",
          marker - JpegMarker.SOF0);
    }
    int count = length < FIXED_BYTES ? 0 : file[at + 5] & 0xFF;
    if (count == 0 || length != FIXED_BYTES + count * BYTES_PER_COMPONENT) {
      throw Refusal.unreadable("the JPEG header is damaged: its frame has %d bytes", length);
    }
    if (file[at] != 8) {
      throw Refusal.unreadable("JPEG of %d bits a sample is not read; 8 bits are", file[at] & 0xFF);
    }
    if (count != 1 && count != 3 && count != 4) {
      throw Refusal.unreadable("JPEG of %d components is not read; 1, 3 and 4 are", count);
    }
    int height = shortAt(file, at + 1);
    int width = shortAt(file, at + 3);
    if (width == 0 || height == 0) {
      throw Refusal.unreadable("the JPEG header is damaged: its width or height is 0");
    }
    Integer[] ids = new Integer[count];
    for (int i = 0; i < count; i++) {
      ids[i] = file[at + FIXED_BYTES + i * BYTES_PER_COMPONENT] & 0xFF;
    }
    return new JpegFrame(width, height, List.of(ids));
  }

  int components() {
    return componentIds.size();
  }

  private static int shortAt(byte[] file, int at) {
    return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
  }
}
