package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  private static final Setting<Long> SIZE =
      Setting.of("healthai.image.min-side", SettingKind.wholeNumber(1, 100), "64", "shortest side");
  private static final Setting<Duration> WAIT =
      Setting.of(
          "healthai.web.wait",
          SettingKind.duration(Duration.ZERO, Duration.ofSeconds(60)),
          "PT5S",
          "longest wait");
  private static final Setting<Boolean> KEEP =
      Setting.of("healthai.prediction.keep", SettingKind.flag(), "false", "keep films");
  private static final Setting<String> SECRET =
      Setting.secret("healthai.bootstrap-key", SettingKind.text(32, 200), "first key");

  @Test
  void takesTheDefaultWhereNothingOrOnlySpaceIsConfigured() {
    assertEquals(64, SIZE.read(Optional.empty()).orElseThrow());
    assertEquals(64, SIZE.read(Optional.of("  ")).orElseThrow());
  }

  @Test
  void stripsSpaceAroundAValue() {
    assertEquals(99, SIZE.read(Optional.of(" 99\n")).orElseThrow());
  }

  @Test
  void takesBothBounds() {
    assertEquals(1, SIZE.read(Optional.of("1")).orElseThrow());
    assertEquals(100, SIZE.read(Optional.of("100")).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "101", "1e3", "64px", "0x10", "99999999999999999999"})
  void refusesNumbersOutsideItsRange(String value) {
    String sentence = refusal(SIZE, value);

    assertEquals(
        "healthai.image.min-side = \""
            + value
            + "\" is refused: allowed is a whole number from 1 to 100 (shortest side)",
        sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5s", "PT61S", "-PT1S"})
  void refusesDurationsOutsideItsRange(String value) {
    assertTrue(refusal(WAIT, value).contains("ISO-8601 duration from PT0S to PT1M"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", "flase"})
  void refusesFlagsThatAreNeitherTrueNorFalse(String value) {
    assertTrue(refusal(KEEP, value).contains("one of true, false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2:30", "24:00", "02.30", "night"})
  void refusesTimesOfNoDay(String value) {
    Setting<LocalTime> at =
        Setting.of("healthai.at", SettingKind.timeOfDay(), "02:30", "when it begins");

    assertTrue(refusal(at, value).contains("a time of the day like 02:30"));
    assertEquals(Optional.of(LocalTime.of(2, 30)), at.read(Optional.empty()));
  }

  @Test
  void neverShowsASecret() {
    String sentence = refusal(SECRET, "hunter2");

    assertFalse(sentence.contains("hunter2"));
    assertTrue(sentence.startsWith("healthai.bootstrap-key (value not shown) is refused"));
  }

  @Test
  void secretsHaveNoDefault() {
    assertEquals(Optional.empty(), SECRET.read(Optional.empty()));
  }

  @Test
  void optionalSettingsMayStayUnset() {
    Setting<String> note = Setting.optional("healthai.note", SettingKind.text(1, 5), "a note");

    assertEquals(Optional.empty(), note.read(Optional.empty()));
    assertEquals(Optional.of("abc"), note.read(Optional.of("abc")));
  }

  @Test
  void requiredSettingsMustBeSet() {
    Setting<String> place = Setting.required("healthai.place", SettingKind.text(1, 5), "where");

    InvalidSettingException refusal =
        assertThrows(InvalidSettingException.class, () -> place.read(Optional.empty()));

    assertEquals("healthai.place is not set: where", refusal.getMessage());
  }

  @Test
  void namesTheEnvironmentVariableOfAKey() {
    assertEquals("HEALTHAI_IMAGE_MIN_SIDE", SIZE.environmentVariable());
  }

  @Test
  void readingAllReportsEveryMistakeAtOnce() {
    Map<String, String> configured = Map.of(SIZE.key(), "0", KEEP.key(), "maybe");

    String sentence =
        assertThrows(
                InvalidSettingException.class,
                () ->
                    SettingValues.read(
                        List.of(SIZE, WAIT, KEEP), key -> Optional.ofNullable(configured.get(key))))
            .getMessage();

    assertTrue(sentence.contains("healthai.image.min-side = \"0\""), sentence);
    assertTrue(sentence.contains("healthai.prediction.keep = \"maybe\""), sentence);
    assertFalse(sentence.contains("healthai.web.wait"), sentence);
  }

  private static String refusal(Setting<?> setting, String value) {
    return assertThrows(InvalidSettingException.class, () -> setting.read(Optional.of(value)))
        .getMessage();
  }
}
