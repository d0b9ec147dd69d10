package org.healthai.prediction;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name we give a film: {@code img_}, 32 random hexadecimal digits and an extension.
 *
 * <p>Nothing of the client's file name is in it, since those carry patient names. The pattern has
 * no separator and no second dot, so that a stored name can never lead out of a directory. 128
 * random bits make a name neither guessable nor likely to be drawn twice.
 *
 * @param value the whole name, for example {@code img_00112233445566778899aabbccddeeff.png}
 */
public record StoredName(String value) {
  private static final Pattern SHAPE = Pattern.compile("img_[0-9a-f]{32}\\.[a-z0-9]{1,8}");
  private static final int RANDOM_BYTES = 16;
  private static final RandomGenerator RANDOM = new SecureRandom();

  /** Refuses every name that {@link #random} could not have made. */
  public StoredName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not a stored film's name");
    }
  }

  /** Whether a text has the shape of our names. */
  static boolean isName(String text) {
    return SHAPE.matcher(text).matches();
  }

  /**
   * A new name.
   *
   * @param extension 1 to 8 lower-case letters or digits, without a dot
   */
  public static StoredName random(String extension) {
    byte[] bits = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bits);
    return new StoredName("img_" + HexFormat.of().formatHex(bits) + "." + extension);
  }

  /** What a film's key is sealed for: no other film can be opened with it. */
  public String filmContext() {
    return "film " + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
