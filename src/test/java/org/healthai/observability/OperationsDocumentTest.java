package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the table of metrics in {@code docs/operations.md} true. */
class OperationsDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/operations.md");
  private static final Pattern ROW = Pattern.compile("^\\| (`healthai_.*?) \\|", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`(healthai_\\w+)`");

  @Test
  void namesEveryMetricAndNoOther() throws IOException {
    assertEquals(declared(), documented());
  }

  private static Set<String> declared() {
    return Arrays.stream(MetricNames.class.getDeclaredFields())
        .filter(field -> Modifier.isPublic(field.getModifiers()))
        .map(OperationsDocumentTest::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String valueOf(java.lang.reflect.Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Without the ending that Prometheus' format gives timers and counters. */
  private static Set<String> documented() throws IOException {
    String rows =
        ROW.matcher(Files.readString(DOCUMENT))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.joining("\n"));
    Set<String> declared = declared();
    return NAME.matcher(rows)
        .results()
        .map((MatchResult name) -> name.group(1))
        .map(name -> declared.contains(name) ? name : name.replaceFirst("_(seconds|total)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
