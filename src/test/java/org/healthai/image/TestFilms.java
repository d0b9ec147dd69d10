package org.healthai.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.Preprocessing.ResizeRule;

/** Contracts and comparisons that several tests share. */
final class TestFilms {
  /** The product's defaults. */
  static final ImageLimits LIMITS = new ImageLimits(20_000_000, 50_000_000, 64);

  private static final List<Float> MEAN = List.of(0.485f, 0.456f, 0.406f);
  private static final List<Float> STD = List.of(0.229f, 0.224f, 0.225f);

  static final Preprocessing SQUASH =
      new Preprocessing(224, 224, ResizeRule.SQUASH, 0, Colour.GREY, 3, MEAN, STD);
  static final Preprocessing SQUASH_RGB =
      new Preprocessing(224, 224, ResizeRule.SQUASH, 0, Colour.RGB, 3, MEAN, STD);

  private TestFilms() {}

  static Preprocessing cropping(int shorterSide) {
    return new Preprocessing(
        224, 224, ResizeRule.SHORTER_SIDE_CROP, shorterSide, Colour.GREY, 3, MEAN, STD);
  }

  /** The largest difference of two planes, in levels of 255. */
  static int maxDifference(byte[] expected, byte[] actual) {
    if (expected.length != actual.length) {
      throw new AssertionError(expected.length + " samples, not " + actual.length);
    }
    int max = 0;
    for (int i = 0; i < expected.length; i++) {
      max = Math.max(max, Math.abs((expected[i] & 0xFF) - (actual[i] & 0xFF)));
    }
    return max;
  }

  static String sha256(Film film) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(film.samples()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
