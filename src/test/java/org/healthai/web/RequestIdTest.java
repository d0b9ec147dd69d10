package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
  private static final String MADE = "[0-9a-f-]{36}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A-b_c.9",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void takesOverASafeId(String offered) {
    assertEquals(offered, RequestId.acceptOrMake(offered));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\nlevel=SEVERE",
        "ä",
        "a/b",
        "<script>",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void replacesAnyOther(String offered) {
    assertTrue(RequestId.acceptOrMake(offered).matches(MADE));
  }

  @Test
  void makesADifferentOneEveryTime() {
    assertNotEquals(RequestId.acceptOrMake(null), RequestId.acceptOrMake(null));
  }

  @Test
  void isADashWhereNobodySetIt() {
    assertEquals("-", RequestId.of(FakeServletRequest.of("GET", "/", Map.of())));
  }
}
