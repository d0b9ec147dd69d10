package org.healthai.image.jpeg;

/** The marker codes of ITU-T T.81 table B.1 that are told apart here, without their 0xFF. */
final class JpegMarker {
  static final int SOF0 = 0xC0;
  static final int SOF2 = 0xC2;
  static final int DHT = 0xC4;
  static final int JPG = 0xC8;
  static final int DAC = 0xCC;
  static final int SOF15 = 0xCF;
  static final int RST0 = 0xD0;
  static final int RST7 = 0xD7;
  static final int SOI = 0xD8;
  static final int EOI = 0xD9;
  static final int SOS = 0xDA;
  static final int DQT = 0xDB;
  static final int DRI = 0xDD;
  static final int APP0 = 0xE0;
  static final int APP1 = 0xE1;
  static final int APP14 = 0xEE;
  static final int APP15 = 0xEF;
  static final int COM = 0xFE;

  private JpegMarker() {}

  /** Whether a frame header follows: any of the thirteen, read or not. */
  static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
  }

  /** Whether the segment tells about the picture rather than being part of it. */
  static boolean isMetadata(int marker) {
    return (marker >= APP0 && marker <= APP15) || marker == COM;
  }

  static boolean isRestart(int marker) {
    return marker >= RST0 && marker <= RST7;
  }
}
