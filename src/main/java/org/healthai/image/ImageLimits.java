package org.healthai.image;

/**
 * What a film may measure.
 *
 * @param maxBytes encoded bytes of one film
 * @param maxPixels width × height, checked in the header before anything is decoded
 * @param minSide shortest side in pixels
 */
public record ImageLimits(long maxBytes, long maxPixels, int minSide) {

  /** Refuses limits that would let nothing or anything through. */
  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1 || minSide < 1) {
      throw new IllegalArgumentException("image limits must be positive");
    }
    if ((long) minSide * minSide > maxPixels) {
      throw new IllegalArgumentException("minSide squared must not exceed maxPixels");
    }
  }
}
