package org.healthai.oversight.rest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.healthai.audit.AuditFilter;
import org.healthai.audit.chain.AuditRepository;
import org.healthai.audit.chain.AuditRow;

/**
 * Writes events page by page: memory does not grow with their number, and no transaction is open
 * while a slow client reads.
 *
 * @param last sequence of the last event to write: otherwise a busy server would never come to an
 *     end
 */
record EventExport(AuditRepository trail, AuditFilter filter, long last) {
  private static final int PAGE = 500;

  void writeTo(OutputStream out, ExportFormat format) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(format.header());
    long after = 0;
    List<AuditRow> page = trail.list(filter, after, PAGE);
    while (!page.isEmpty() && after < last) {
      for (AuditRow row : page) {
        if (row.sequence() <= last) {
          writer.write(format.line(row));
        }
        after = row.sequence();
      }
      page = trail.list(filter, after, PAGE);
    }
    writer.flush();
  }
}
