package org.healthai.prediction.cache;

import java.util.ArrayList;
import java.util.List;
import org.healthai.image.Film;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.inference.ClassScores;
import org.healthai.inference.LabelSet;

/** Keys and answers to put into caches. */
final class CacheFixtures {
  static final LabelSet LABELS = new LabelSet(List.of("Normal", "Pneumonia"));
  static final LabelSet OTHER_LABELS = new LabelSet(List.of("Pneumonia", "Normal"));

  /** What a cache told its listener. */
  static final class Lookups implements LookupListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void onLookup(Level level, Result result) {
      heard.add(level + " " + result);
    }
  }

  private CacheFixtures() {}

  static ScoreKey key(int film) {
    return ScoreKey.of(Film.of(1, 1, Colour.GREY, new byte[] {(byte) film}), List.of("model"));
  }

  static ClassScores scores(double normal) {
    return ClassScores.of(LABELS, new double[] {normal, 1 - normal});
  }
}
