package org.healthai.access.factor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.healthai.access.Sha256;
import org.healthai.access.user.PasswordGenerator;

/**
 * Draws the codes that let somebody in who lost their device, as random as the passwords that the
 * server makes: a fast hash is right for them. Safe for many threads.
 */
final class RecoveryCodes {
  private static final int COUNT = 10;

  private final PasswordGenerator generator = new PasswordGenerator();

  List<String> next() {
    return Stream.generate(generator::next).limit(COUNT).toList();
  }

  /** However somebody types it from paper. */
  static String hashOf(String code) {
    return Sha256.hex(code.strip().toLowerCase(Locale.ROOT));
  }
}
