package org.healthai.image;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.healthai.image.Preprocessing.Colour;

/**
 * One decoded film, upright: 8-bit grey samples, or 8-bit red, green and blue interleaved, rows
 * from top to bottom. Immutable, hence safe for many threads.
 *
 * <p>Costs width × height × channels bytes.
 */
public final class Film {
  private final int width;
  private final int height;
  private final Colour colour;
  private final byte[] samples;

  private Film(int width, int height, Colour colour, byte[] samples) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a film has at least one pixel");
    }
    if (samples.length != (long) width * height * channelsOf(colour)) {
      throw new IllegalArgumentException("a film of that size does not have that many samples");
    }
    this.width = width;
    this.height = height;
    this.colour = colour;
    this.samples = samples;
  }

  /**
   * A film of a copy of these samples.
   *
   * @param samples width × height bytes for {@link Colour#GREY}, three times as many for {@link
   *     Colour#RGB}
   */
  public static Film of(int width, int height, Colour colour, byte[] samples) {
    return new Film(width, height, colour, samples.clone());
  }

  /** A film that takes the array over: the caller must not touch it again. */
  static Film owning(int width, int height, Colour colour, byte[] samples) {
    return new Film(width, height, colour, samples);
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** What a pixel holds. */
  public Colour colour() {
    return colour;
  }

  /** Samples of a pixel: 1 for grey, 3 for RGB. */
  public int channels() {
    return channelsOf(colour);
  }

  /** A copy of the samples, row by row, unsigned. */
  public byte[] samples() {
    return samples.clone();
  }

  /** Feeds everything the film is into a digest: size, colour and every sample. */
  public void updateDigest(MessageDigest digest) {
    ByteBuffer header = ByteBuffer.allocate(3 * Integer.BYTES);
    header.putInt(width).putInt(height).putInt(channels()).flip();
    digest.update(header);
    digest.update(samples);
  }

  /** The film's own samples, for reading only. */
  byte[] sharedSamples() {
    return samples;
  }

  static int channelsOf(Colour colour) {
    return colour == Colour.GREY ? 1 : 3;
  }
}
