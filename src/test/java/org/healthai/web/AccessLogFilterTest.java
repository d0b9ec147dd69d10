package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessLogFilterTest {

  @Test
  void saysWhatMattersAndNothingTheClientWrote() {
    HttpServletRequest request =
        FakeServletRequest.of("BREW", "/api/v1/predict/Doe^John.png", Map.of());
    RequestId.set(request, "abc");

    String line = AccessLogFilter.toLine(request, 404, 1_234_567);

    assertEquals("OTHER unmatched 404 1.2ms id=abc key=-", line);
    assertFalse(line.contains("Doe"));
  }
}
