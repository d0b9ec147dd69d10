package org.healthai.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of CSV (RFC 4180). Every cell is quoted, and one that a spreadsheet would take for a
 * formula gets an apostrophe in front: names are free text.
 */
public final class CsvLine {
  private static final String END_OF_LINE = "\r\n";
  private static final String FORMULA = "=+-@\t\r";

  private CsvLine() {}

  /** A line with these cells, its end included; what is null is empty. */
  public static String of(List<? extends @Nullable Object> cells) {
    return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", END_OF_LINE));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
