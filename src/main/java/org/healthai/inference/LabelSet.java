package org.healthai.inference;

import java.util.HashSet;
import java.util.List;

/**
 * The classes of a model, in the order of its outputs.
 *
 * @param labels at least two distinct, non-blank names of at most {@value #MAX_LABEL_LENGTH}
 *     characters, none of them control: what an answer can be stored under
 */
public record LabelSet(List<String> labels) {
  /** What the store keeps of a label. */
  public static final int MAX_LABEL_LENGTH = 100;

  /** Refuses label lists an answer could not be read from. */
  public LabelSet {
    labels = List.copyOf(labels);
    if (labels.size() < 2) {
      throw new IllegalArgumentException("a classifier needs at least two labels");
    }
    if (new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException("labels must be distinct");
    }
    if (!labels.stream().allMatch(LabelSet::canBeStored)) {
      throw new IllegalArgumentException(
          "labels must be non-blank and at most "
              + MAX_LABEL_LENGTH
              + " characters, none of them control");
    }
  }

  private static boolean canBeStored(String label) {
    return !label.isBlank()
        && label.length() <= MAX_LABEL_LENGTH
        && label.chars().noneMatch(Character::isISOControl);
  }

  public int size() {
    return labels.size();
  }

  public String get(int index) {
    return labels.get(index);
  }
}
