package org.healthai.access.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238, appendix B, SHA1, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void makesTheCodesOfTheStandard(long seconds, String code) {
    long step = Totp.stepOf(Instant.ofEpochSecond(seconds));

    assertEquals(code, Totp.codeOf(SECRET, step));
    assertEquals(OptionalLong.of(step), Totp.findStep(SECRET, code, step));
  }

  @Test
  void takesTheCodesBeforeAndAfterToo() {
    long now = 1_000;

    for (long step = now - 1; step <= now + 1; step++) {
      assertEquals(OptionalLong.of(step), Totp.findStep(SECRET, Totp.codeOf(SECRET, step), now));
    }
    assertEquals(OptionalLong.empty(), Totp.findStep(SECRET, Totp.codeOf(SECRET, now - 2), now));
    assertEquals(OptionalLong.empty(), Totp.findStep(SECRET, Totp.codeOf(SECRET, now + 2), now));
    assertEquals(OptionalLong.empty(), Totp.findStep(SECRET, "", now));
  }

  /** RFC 4648, section 10. */
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI",
    "12345678901234567890, GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
  })
  void writesBase32AsTheStandardDoes(String text, String base32) {
    assertEquals(base32, Base32.encode(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void writesEveryByte() {
    assertEquals("7777AAAA", Base32.encode(new byte[] {-1, -1, -16, 0, 0}));
    assertEquals("", Base32.encode(new byte[0]));
  }
}
