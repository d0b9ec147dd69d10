package org.healthai.it;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a model tells pneumonia from normal films, and its classes from each other.
 *
 * @param threeClassAccuracy films whose class is right
 * @param normalPneumoniaAccuracy the same with every pneumonia as one class
 * @param sensitivity films with pneumonia that are called so
 * @param specificity normal films that are called so
 * @param auc chance that a film with pneumonia has a higher score than a normal one; ties are half
 */
record Accuracy(
    int films,
    double threeClassAccuracy,
    double normalPneumoniaAccuracy,
    double sensitivity,
    double specificity,
    double auc) {

  static Accuracy of(List<Classified> films) {
    List<Classified> ill = films.stream().filter(Classified::hasPneumonia).toList();
    List<Classified> normal = films.stream().filter(film -> !film.hasPneumonia()).toList();
    return new Accuracy(
        films.size(),
        Classified.share(films, Classified::isRight),
        Classified.share(films, film -> film.hasPneumonia() == film.isCalledPneumonia()),
        Classified.share(ill, Classified::isCalledPneumonia),
        Classified.share(normal, film -> !film.isCalledPneumonia()),
        auc(ill, normal));
  }

  /** The Mann-Whitney statistic; the square of a few hundred films is not worth a sort. */
  private static double auc(List<Classified> ill, List<Classified> normal) {
    double wins = 0;
    for (Classified one : ill) {
      for (Classified other : normal) {
        int order = Integer.signum(Double.compare(one.pneumoniaScore(), other.pneumoniaScore()));
        wins += (order + 1) / 2.0;
      }
    }
    return wins / ((double) ill.size() * normal.size());
  }

  /** Name to value, in the order of reports. */
  Map<String, Double> byName() {
    Map<String, Double> result = new LinkedHashMap<>();
    result.put("three_class_accuracy", threeClassAccuracy);
    result.put("normal_pneumonia_accuracy", normalPneumoniaAccuracy);
    result.put("sensitivity", sensitivity);
    result.put("specificity", specificity);
    result.put("auc", auc);
    return result;
  }
}
