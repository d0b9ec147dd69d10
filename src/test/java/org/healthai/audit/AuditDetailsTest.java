package org.healthai.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditDetailsTest {
  @Test
  void isOneLineInTheOrderOfTheKeys() {
    AuditDetails details = AuditDetails.of(Map.of("version", "1", "model", "chest_xray"));

    assertEquals("model=chest_xray;version=1", details.text());
    assertEquals(Map.of("model", "chest_xray", "version", "1"), details.toMap());
    assertEquals(Map.of(), AuditDetails.none().toMap());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a=b", "a\nb"})
  void refusesWhatTheLineCannotHold(String value) {
    assertThrows(IllegalArgumentException.class, () -> AuditDetails.of(Map.of("key", value)));
  }

  @Test
  void readsALineThatSomebodyChanged() {
    assertEquals(Map.of("b", "2"), new AuditDetails("nonsense;=1;b=2").toMap());
  }
}
