package org.healthai.image.codec;

/**
 * An image file whose structure was read, whose size was allowed and whose pixels were not decoded
 * yet. For one thread.
 *
 * <p>{@link #grey} and {@link #rgb} throw {@link org.healthai.error.HealthAiException} with
 * IMAGE_UNREADABLE when the pixels turn out to be damaged or incomplete.
 */
public interface EncodedImage {

  /** Columns as stored, before {@link #orientation} is applied. */
  int width();

  /** Rows as stored, before {@link #orientation} is applied. */
  int height();

  /** How the stored rows lie to the upright picture. */
  Orientation orientation();

  /** The stored pixels as 8-bit greys: {@code width × height} bytes, row by row. */
  byte[] grey();

  /** The stored pixels as red, green, blue: {@code width × height × 3} bytes, row by row. */
  byte[] rgb();
}
