package org.healthai.prediction.cache;

import static org.healthai.prediction.cache.CacheFixtures.LABELS;
import static org.healthai.prediction.cache.CacheFixtures.OTHER_LABELS;
import static org.healthai.prediction.cache.CacheFixtures.key;
import static org.healthai.prediction.cache.CacheFixtures.scores;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreSealTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final ScoreSeal seal = new ScoreSeal(SECRET);

  @Test
  void givesBackEveryBit() {
    LabelSet labels = new LabelSet(List.of("Normal", "Lungenentzündung \u2014 viral", "rest"));
    ClassScores scores = ClassScores.calibrated(labels, new float[] {0.1f, 0.2f, 0.7f}, 0.8765);

    ClassScores opened = seal.open(key(1), labels, seal.seal(key(1), scores)).orElseThrow();

    assertArrayEquals(scores.probabilities(), opened.probabilities(), 0);
    assertEquals(scores.byLabel(), opened.byLabel());
  }

  @Test
  void refusesEveryFlippedBit() {
    byte[] value = seal.seal(key(1), scores(0.75));

    for (int bit = 0; bit < 8 * value.length; bit++) {
      byte[] forged = value.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), seal.open(key(1), LABELS, forged), "bit " + bit);
    }
  }

  @Test
  void refusesEveryOtherLength() {
    byte[] value = seal.seal(key(1), scores(0.75));

    IntStream.range(0, value.length + 40)
        .filter(length -> length != value.length)
        .forEach(length -> assertRefused(Arrays.copyOf(value, length)));
  }

  @Test
  void refusesAnotherFilmsAnswer() {
    assertEquals(Optional.empty(), seal.open(key(1), LABELS, seal.seal(key(2), scores(0.75))));
  }

  @Test
  void refusesWhatAnotherSecretSealed() {
    ScoreSeal stranger = new ScoreSeal(SECRET.replace('0', '1'));

    assertRefused(stranger.seal(key(1), scores(0.75)));
  }

  @Test
  void refusesOtherLabelsThoughTheyWereSealedByUs() {
    ClassScores other = ClassScores.of(OTHER_LABELS, new double[] {0.75, 0.25});
    LabelSet three = new LabelSet(List.of("Normal", "Pneumonia", "rest"));

    assertRefused(seal.seal(key(1), other));
    assertRefused(seal.seal(key(1), ClassScores.of(three, new double[] {0.5, 0.5, 0})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "+OK", "{\"Normal\":1.0}"})
  void refusesWhatIsNoValueAtAll(String text) {
    assertRefused(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void namesTellNothingOfTheKey() {
    byte[] name = seal.nameOf(key(1));

    assertFalse(Arrays.equals(key(1).toBytes(), name));
    assertFalse(Arrays.equals(new ScoreSeal(SECRET + "x").nameOf(key(1)), name));
    assertArrayEquals(new ScoreSeal(SECRET).nameOf(key(1)), name);
  }

  private void assertRefused(byte[] value) {
    assertEquals(Optional.empty(), seal.open(key(1), LABELS, value));
  }
}
