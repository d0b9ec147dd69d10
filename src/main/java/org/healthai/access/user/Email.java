package org.healthai.access.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address that a user logs in with. Two that differ in upper and lower case are the same: no
 * provider of note tells them apart, people do not either.
 *
 * @param address as it was written, ASCII, at most {@value #MAX_LENGTH} characters
 */
public record Email(String address) {
  /** Longest address (RFC 5321). */
  public static final int MAX_LENGTH = 254;

  /** What {@link #Email} accepts, in words that follow "must be". */
  public static final String ALLOWED =
      "an e-mail address of at most " + MAX_LENGTH + " ASCII characters";

  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

  /** Refuses what is no address. */
  public Email {
    if (!isEmail(address)) {
      throw new IllegalArgumentException("must be " + ALLOWED);
    }
  }

  /** The address in a text, if it is one. */
  public static Optional<Email> find(String text) {
    return isEmail(text) ? Optional.of(new Email(text)) : Optional.empty();
  }

  private static boolean isEmail(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  /** What is equal for addresses that are the same. */
  public String key() {
    return keyOf(address);
  }

  /** The same for a text that may be no address. */
  public static String keyOf(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return address;
  }
}
