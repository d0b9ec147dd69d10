package org.healthai.job.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.healthai.job.ImportRoot;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as CSV (RFC 4180) with a header: {@code path}, and where wanted {@code
 * patient_reference} and {@code study_reference}, in any order. One thread.
 */
public final class CsvManifest extends ManifestFilms {
  private static final String PATH = "path";
  private static final String PATIENT = "patient_reference";
  private static final String STUDY = "study_reference";
  private static final Set<String> COLUMNS = Set.of(PATH, PATIENT, STUDY);

  private final LimitedRows lines;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  /**
   * The films of a manifest.
   *
   * @param root what its paths are below; empty where there may be none
   * @throws org.healthai.error.HealthAiException CONFLICT without a root, MALFORMED_REQUEST for
   *     another header
   */
  public CsvManifest(InputStream body, Optional<ImportRoot> root) throws IOException {
    super(root);
    this.lines = new LimitedRows(reader(body));
    try {
      this.parser =
          CSVFormat.RFC4180
              .builder()
              .setHeader()
              .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
              .setSkipHeaderRecord(true)
              .setIgnoreEmptyLines(true)
              .get()
              .parse(lines);
    } catch (IllegalArgumentException header) {
      throw malformed("the manifest's first line must name its columns, each once", header);
    }
    requireColumns(parser.getHeaderNames());
    this.records = parser.iterator();
  }

  private static void requireColumns(List<String> columns) {
    if (!columns.contains(PATH) || !COLUMNS.containsAll(columns)) {
      throw malformed(
          "the manifest's first line must be path, or path with patient_reference and"
              + " study_reference",
          null);
    }
  }

  @Override
  public @Nullable IncomingFilm next() throws IOException {
    lines.beginRow();
    try {
      if (!records.hasNext()) {
        return null;
      }
      CSVRecord next = records.next();
      long line = parser.getCurrentLineNumber();
      return next.isConsistent()
          ? toFilm(line, next.get(PATH), find(next, PATIENT), find(next, STUDY))
          : refused("", line, "it has another number of columns than the first line");
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw malformed("the manifest is no CSV in UTF-8, or it is cut off", broken);
    }
  }

  private static @Nullable String find(CSVRecord row, String column) {
    return row.isMapped(column) ? row.get(column) : null;
  }
}
