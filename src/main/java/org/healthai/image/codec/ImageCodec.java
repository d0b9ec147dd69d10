package org.healthai.image.codec;

/** Reads one kind of image file. Implementations are safe for many threads. */
@FunctionalInterface
public interface ImageCodec {

  /**
   * Reads the structure of a file, no pixels. Cost and memory are bounded by the length of the
   * file, whatever its header claims.
   *
   * @param encoded the whole file; must not change while the result is used
   * @param sizeCheck asked once, as soon as width and height are known
   * @throws org.healthai.error.HealthAiException what {@code sizeCheck} throws; IMAGE_UNREADABLE
   *     when the file is damaged or uses a feature we do not read
   */
  EncodedImage open(byte[] encoded, SizeCheck sizeCheck);
}
