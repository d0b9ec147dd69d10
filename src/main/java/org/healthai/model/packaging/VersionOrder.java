package org.healthai.model.packaging;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Orders versions as people read them: runs of digits by value, everything else by character, so
 * {@code 9 < 10}, {@code 1.2 < 1.10} and {@code 1 < 1.1}. Versions that differ only in leading
 * zeros are ordered by character.
 */
final class VersionOrder implements Comparator<String> {
  private static final Pattern PARTS = Pattern.compile("\\d+|\\D");

  @Override
  public int compare(String a, String b) {
    List<String> left = parts(a);
    List<String> right = parts(b);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = comparePart(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    int bySize = Integer.compare(left.size(), right.size());
    return bySize != 0 ? bySize : a.compareTo(b);
  }

  private static List<String> parts(String version) {
    return PARTS.matcher(version).results().map(MatchResult::group).toList();
  }

  private static int comparePart(String a, String b) {
    boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
    return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }
}
