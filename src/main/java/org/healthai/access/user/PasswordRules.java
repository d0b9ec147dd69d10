package org.healthai.access.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Which passwords may be chosen: long ones that are not the first to be tried. No rule about kinds
 * of characters and no expiry (NIST SP 800-63B, 5.1.1.2).
 */
final class PasswordRules {
  /** Fewer characters can be tried out. */
  static final int MIN_LENGTH = 12;

  /** More would be work for nothing. */
  static final int MAX_LENGTH = 128;

  private static final int MIN_DISTINCT = 5;
  private static final Set<String> COMMON = readCommon();

  private PasswordRules() {}

  /**
   * Refuses a password that a user may not have.
   *
   * @throws HealthAiException INVALID_VALUE saying what would be right, never what was there
   */
  static void require(String password, UserDetails user) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw refused("have %d to %d characters".formatted(MIN_LENGTH, MAX_LENGTH));
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      throw refused("have no control characters");
    }
    String folded = fold(password);
    if (folded.codePoints().distinct().count() < MIN_DISTINCT || COMMON.contains(folded)) {
      throw refused("not be one that is tried first: a common one, or few characters repeated");
    }
    if (isAbout(folded, user)) {
      throw refused("not be made of your name or address");
    }
  }

  private static boolean isAbout(String folded, UserDetails user) {
    Email email = user.email();
    String address = email == null ? "" : email.key();
    String local = address.substring(0, Math.max(0, address.indexOf('@')));
    String name = fold(user.displayName()).replace(" ", "");
    String plain = folded.replace(" ", "");
    return plain.equals(address)
        || isMostly(plain, local)
        || isMostly(plain, name)
        || isMostly(plain, "healthai");
  }

  /** Whether little is left of a password without the word. */
  private static boolean isMostly(String password, String word) {
    return word.length() >= 3
        && password.length() - password.replace(word, "").length() > password.length() / 2;
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Common passwords that are long enough for the other rules. */
  private static Set<String> readCommon() {
    try (InputStream list = PasswordRules.class.getResourceAsStream("common-passwords.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(list), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("the list of common passwords cannot be read", e);
    }
  }

  private static HealthAiException refused(String rule) {
    return new HealthAiException(ErrorCode.INVALID_VALUE, "the new password must " + rule);
  }
}
