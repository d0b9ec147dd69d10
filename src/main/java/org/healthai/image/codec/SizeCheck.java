package org.healthai.image.codec;

/** Decides whether an image of some size may be decoded. */
@FunctionalInterface
public interface SizeCheck {

  /**
   * Lets the size pass or refuses it. Codecs ask as soon as they have read it, before they look at
   * the rest of the file.
   *
   * @param width columns a file claims to have; 1 or more
   * @param height rows a file claims to have; 1 or more
   * @throws org.healthai.error.HealthAiException when the image must not be decoded
   */
  void require(long width, long height);
}
