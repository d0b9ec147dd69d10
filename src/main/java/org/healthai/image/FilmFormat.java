package org.healthai.image;

import java.util.Optional;
import org.healthai.image.bmp.BmpCodec;
import org.healthai.image.codec.ImageCodec;
import org.healthai.image.jpeg.JpegCodec;
import org.healthai.image.png.PngCodec;
import org.healthai.image.tiff.TiffCodec;

/** The kinds of file a film may come in, told by their first bytes. */
enum FilmFormat {
  PNG(new PngCodec()) {
    @Override
    boolean begins(byte[] file) {
      return startsWith(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
    }
  },
  JPEG(new JpegCodec()) {
    @Override
    boolean begins(byte[] file) {
      return startsWith(file, 0xFF, 0xD8, 0xFF);
    }
  },
  TIFF(new TiffCodec()) {
    @Override
    boolean begins(byte[] file) {
      return startsWith(file, 'I', 'I', 42, 0)
          || startsWith(file, 'M', 'M', 0, 42)
          || startsWith(file, 'I', 'I', 43, 0)
          || startsWith(file, 'M', 'M', 0, 43);
    }
  },
  BMP(new BmpCodec()) {
    @Override
    boolean begins(byte[] file) {
      return startsWith(file, 'B', 'M') && BmpCodec.hasKnownHeader(file);
    }
  };

  /** For messages. */
  static final String NAMES = "PNG, JPEG, BMP and TIFF";

  /** Codecs have no state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final ImageCodec codec;

  FilmFormat(ImageCodec codec) {
    this.codec = codec;
  }

  /** The kind of a file; empty when it is none that we read. */
  static Optional<FilmFormat> sniff(byte[] file) {
    for (FilmFormat format : values()) {
      if (format.begins(file)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  abstract boolean begins(byte[] file);

  ImageCodec codec() {
    return codec;
  }

  static boolean startsWith(byte[] file, int... bytes) {
    if (file.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((file[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
