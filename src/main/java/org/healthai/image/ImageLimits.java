package org.healthai.image;

/**
 * What a film may measure.
 *
 * @param maxBytes encoded bytes of one film
 * @param maxPixels width × height, checked in the header before anything is decoded; at most
 *     {@value #HIGHEST_MAX_PIXELS}, so that a film in colour fits into one array
 * @param minSide shortest side in pixels
 */
public record ImageLimits(long maxBytes, long maxPixels, int minSide) {
  /** The highest value {@code maxPixels} takes. */
  public static final long HIGHEST_MAX_PIXELS = 500_000_000;

  /** Refuses limits that would let nothing or anything through. */
  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1 || minSide < 1) {
      throw new IllegalArgumentException("image limits must be positive");
    }
    if (maxPixels > HIGHEST_MAX_PIXELS) {
      throw new IllegalArgumentException("maxPixels must not exceed " + HIGHEST_MAX_PIXELS);
    }
    if ((long) minSide * minSide > maxPixels) {
      throw new IllegalArgumentException("minSide squared must not exceed maxPixels");
    }
  }
}
