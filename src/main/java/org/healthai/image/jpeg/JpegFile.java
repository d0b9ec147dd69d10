package org.healthai.image.jpeg;

import java.util.HashSet;
import java.util.Set;
import org.healthai.error.HealthAiException;
import org.healthai.image.codec.Refusal;
import org.healthai.image.codec.SizeCheck;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file (T.81 B.1), walked from the first marker to the last.
 *
 * <p>Yields the frame, what the metadata says, and a stripped copy of the file that holds what the
 * pixels need and nothing else, so that the decoder sees neither profiles nor thumbnails, and its
 * own guesses about colour are overruled: the copy says that the components are to be left as they
 * are. Bytes after the end marker are ignored.
 */
final class JpegFile {
  /**
   * Every scan costs a pass over the picture, however few bytes it has. Encoders write about ten; a
   * small picture may have many more, a large one only {@value #ENOUGH_SCANS}.
   */
  private static final int MAX_SCANS = 100;

  private static final int ENOUGH_SCANS = 16;

  /** Pixels of all passes together that cost no more than a film may: about five seconds. */
  private static final long MAX_SCANNED_PIXELS = 500_000_000;

  /** Start of image, and an Adobe segment that forbids colour transforms. */
  private static final byte[] PREAMBLE = {
    (byte) 0xFF,
    (byte) JpegMarker.SOI,
    (byte) 0xFF,
    (byte) JpegMarker.APP14,
    0,
    14,
    'A',
    'd',
    'o',
    'b',
    'e',
    0,
    100,
    0,
    0,
    0,
    0,
    0
  };

  private final byte[] file;
  private final SizeCheck sizeCheck;
  private final JpegMetadata metadata = new JpegMetadata();
  private final Set<Integer> scannedComponents = new HashSet<>();
  private final byte[] stripped;
  private int strippedLength;
  private int scans;
  private @Nullable JpegFrame frame;

  private JpegFile(byte[] file, SizeCheck sizeCheck) {
    this.file = file;
    this.sizeCheck = sizeCheck;
    this.stripped = new byte[PREAMBLE.length + file.length];
    System.arraycopy(PREAMBLE, 0, stripped, 0, PREAMBLE.length);
    this.strippedLength = PREAMBLE.length;
  }

  static JpegFile read(byte[] file, SizeCheck sizeCheck) {
    JpegFile jpeg = new JpegFile(file, sizeCheck);
    jpeg.walk();
    return jpeg;
  }

  JpegFrame frame() {
    if (frame == null) {
      throw Refusal.unreadable("the JPEG is damaged: pixels come before its header");
    }
    return frame;
  }

  JpegMetadata metadata() {
    return metadata;
  }

  /** The copy for the decoder; valid up to {@link #strippedLength}. */
  byte[] stripped() {
    return stripped;
  }

  int strippedLength() {
    return strippedLength;
  }

  private void walk() {
    int at = 2;
    int marker = markerAt(at);
    while (marker != JpegMarker.EOI) {
      int data = skipFill(at) + 1;
      int end = data + segmentLength(data);
      takeSegment(marker, data + 2, end - data - 2);
      if (marker == JpegMarker.SOS) {
        end = endOfScan(end);
      }
      if (!JpegMarker.isMetadata(marker)) {
        keep(at, end);
      }
      at = end;
      marker = markerAt(at);
    }
    keep(at, skipFill(at) + 1);
    if (!scannedComponents.containsAll(frame().componentIds())) {
      throw Refusal.unreadable("the JPEG is truncated: a colour component has no pixels");
    }
  }

  private void takeSegment(int marker, int at, int length) {
    if (JpegMarker.isMetadata(marker)) {
      metadata.take(marker, file, at, length);
    } else if (JpegMarker.isFrame(marker)) {
      takeFrame(marker, at, length);
    } else if (marker == JpegMarker.SOS) {
      takeScan(at, length);
    } else if (marker != JpegMarker.DHT && marker != JpegMarker.DQT && marker != JpegMarker.DRI) {
      throw Refusal.unreadable("the JPEG is damaged or exotic: marker %d is not read", marker);
    }
  }

  private void takeFrame(int marker, int at, int length) {
    if (frame != null) {
      throw Refusal.unreadable("the JPEG has a second frame");
    }
    frame = JpegFrame.read(marker, file, at, length);
    sizeCheck.require(frame.width(), frame.height());
  }

  private void takeScan(int at, int length) {
    int components = length < 1 ? 0 : file[at] & 0xFF;
    if (length != 4 + 2 * components) {
      throw Refusal.unreadable("the JPEG is damaged: a scan header has %d bytes", length);
    }
    if (frame().components() < components || ++scans > maxScans(frame())) {
      throw Refusal.unreadable("the JPEG has more scans or components than a film needs");
    }
    for (int i = 0; i < components; i++) {
      scannedComponents.add(file[at + 1 + 2 * i] & 0xFF);
    }
  }

  private static long maxScans(JpegFrame frame) {
    long affordable = MAX_SCANNED_PIXELS / ((long) frame.width() * frame.height());
    return Math.max(ENOUGH_SCANS, Math.min(MAX_SCANS, affordable));
  }

  /** Where the entropy-coded bytes from {@code at} end: at the next marker that is no restart. */
  private int endOfScan(int at) {
    for (int i = at; i < file.length - 1; i++) {
      if (file[i] == -1) {
        int next = file[i + 1] & 0xFF;
        if (next != 0 && !JpegMarker.isRestart(next)) {
          return i;
        }
      }
    }
    throw truncated();
  }

  private int markerAt(int at) {
    if (at >= file.length) {
      throw truncated();
    }
    if (file[at] != -1) {
      throw Refusal.unreadable("the JPEG is damaged: no marker at byte %d", at);
    }
    return file[skipFill(at)] & 0xFF;
  }

  /** The first byte from {@code at} that is not 0xFF: a marker may be preceded by any number. */
  private int skipFill(int at) {
    for (int i = at; i < file.length; i++) {
      if (file[i] != -1) {
        return i;
      }
    }
    throw truncated();
  }

  /** The segment's length, its own two bytes included; the segment lies inside the file. */
  private int segmentLength(int at) {
    if (at + 2 > file.length) {
      throw truncated();
    }
    int length = ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
    if (length < 2) {
      throw Refusal.unreadable("the JPEG is damaged: a segment at byte %d has no length", at);
    }
    if (at + length > file.length) {
      throw truncated();
    }
    return length;
  }

  private void keep(int from, int to) {
    System.arraycopy(file, from, stripped, strippedLength, to - from);
    strippedLength += to - from;
  }

  private HealthAiException truncated() {
    return Refusal.unreadable("the JPEG is truncated: it ends after %d bytes", file.length);
  }
}
