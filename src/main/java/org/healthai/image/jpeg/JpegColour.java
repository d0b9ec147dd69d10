package org.healthai.image.jpeg;

import org.healthai.image.codec.SampleMath;

/** What the components of a JPEG mean, and how Pillow makes red, green and blue of them. */
enum JpegColour {
  /** One component. */
  GREY(1) {
    @Override
    int rgb(byte[] samples, int at) {
      int grey = samples[at] & 0xFF;
      return pack(grey, grey, grey);
    }
  },
  /** Red, green, blue. */
  RGB(3) {
    @Override
    int rgb(byte[] samples, int at) {
      return pack(samples[at] & 0xFF, samples[at + 1] & 0xFF, samples[at + 2] & 0xFF);
    }
  },
  /** Luma and two chromas (JFIF 1.02, libjpeg's {@code ycc_rgb_convert}). */
  YCC(3) {
    @Override
    int rgb(byte[] samples, int at) {
      return ycc(samples, at);
    }
  },
  /** Inks, stored inverted as Adobe does; Pillow takes that for granted. */
  CMYK(4) {
    @Override
    int rgb(byte[] samples, int at) {
      int paper = samples[at + 3] & 0xFF;
      return pack(
          inked(samples[at] & 0xFF, paper),
          inked(samples[at + 1] & 0xFF, paper),
          inked(samples[at + 2] & 0xFF, paper));
    }
  },
  /** Inverted inks of which the first three are stored as luma and chromas. */
  YCCK(4) {
    @Override
    int rgb(byte[] samples, int at) {
      int inks = ycc(samples, at);
      int paper = samples[at + 3] & 0xFF;
      return pack(
          inked(255 - (inks >> 16), paper),
          inked(255 - (inks >> 8 & 0xFF), paper),
          inked(255 - (inks & 0xFF), paper));
    }
  };

  private static final int FRACTION_BITS = 16;
  private static final int HALF = 1 << (FRACTION_BITS - 1);
  private static final int CR_TO_RED = fixed(1.40200);
  private static final int CR_TO_GREEN = fixed(0.71414);
  private static final int CB_TO_GREEN = fixed(0.34414);
  private static final int CB_TO_BLUE = fixed(1.77200);

  private final int components;

  JpegColour(int components) {
    this.components = components;
  }

  int components() {
    return components;
  }

  /** The pixel whose first sample is at {@code at}, as 0xRRGGBB. */
  abstract int rgb(byte[] samples, int at);

  /** Turns interleaved components into greys. */
  final byte[] toGrey(byte[] samples) {
    if (this == GREY) {
      return samples;
    }
    byte[] greys = new byte[samples.length / components];
    for (int i = 0; i < greys.length; i++) {
      int rgb = rgb(samples, i * components);
      greys[i] = (byte) SampleMath.luma(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
    }
    return greys;
  }

  /** Turns interleaved components into interleaved red, green and blue. */
  final byte[] toRgb(byte[] samples) {
    if (this == RGB) {
      return samples;
    }
    byte[] colours = new byte[samples.length / components * 3];
    int from = 0;
    for (int to = 0; to < colours.length; to += 3) {
      int rgb = rgb(samples, from);
      colours[to] = (byte) (rgb >> 16);
      colours[to + 1] = (byte) (rgb >> 8);
      colours[to + 2] = (byte) rgb;
      from += components;
    }
    return colours;
  }

  private static int fixed(double factor) {
    return (int) (factor * (1 << FRACTION_BITS) + 0.5);
  }

  private static int pack(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  private static int ycc(byte[] samples, int at) {
    int luma = samples[at] & 0xFF;
    int cb = (samples[at + 1] & 0xFF) - 128;
    int cr = (samples[at + 2] & 0xFF) - 128;
    return pack(
        SampleMath.clamp(luma + ((CR_TO_RED * cr + HALF) >> FRACTION_BITS)),
        SampleMath.clamp(luma + ((-CB_TO_GREEN * cb - CR_TO_GREEN * cr + HALF) >> FRACTION_BITS)),
        SampleMath.clamp(luma + ((CB_TO_BLUE * cb + HALF) >> FRACTION_BITS)));
  }

  /**
   * One colour of {@code light} (255 - ink) on black of {@code paper} (255 - black): Pillow's
   * {@code cmyk2rgb}.
   */
  private static int inked(int light, int paper) {
    int product = (255 - light) * paper + 128;
    return SampleMath.clamp(paper - (((product >> 8) + product) >> 8));
  }
}
