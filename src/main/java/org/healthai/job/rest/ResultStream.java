package org.healthai.job.rest;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.healthai.job.Job;

/**
 * Writes the films of a job page by page: memory does not grow with their number, and no
 * transaction is open while a slow client reads.
 */
record ResultStream(JobItems items, Job job, ResultFormat format) implements StreamingOutput {
  private static final int PAGE = 500;

  @Override
  public void write(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(format.before());
    int next = 0;
    List<JobItems.Result> page = items.results(job, next, PAGE);
    while (!page.isEmpty()) {
      for (JobItems.Result result : page) {
        writer.write(next == 0 ? "" : format.between());
        writer.write(format.line(result));
        next = result.item().ref().item() + 1;
      }
      page = items.results(job, next, PAGE);
    }
    writer.write(format.after());
    writer.flush();
  }
}
