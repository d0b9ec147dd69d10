package org.healthai.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.audit.Occasion;
import org.healthai.job.ClaimRules;
import org.healthai.job.ImportRoot;
import org.healthai.job.ItemRef;
import org.healthai.job.Job;
import org.healthai.job.JobModel;
import org.healthai.job.JobSource;
import org.healthai.job.JobStore;
import org.healthai.job.intake.FolderFilms;
import org.healthai.job.intake.JobRequest;
import org.healthai.prediction.Requester;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobGaugesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");

  @TempDir private Path root;

  @Test
  void showsWhatIsToBeDone() throws Exception {
    Files.createDirectories(root.resolve("inbox"));
    for (int i = 0; i < 3; i++) {
      Files.writeString(root.resolve("inbox/" + i + ".png"), "film");
    }
    RecordedMetrics recorded = new RecordedMetrics();
    try (TestStore store = TestStore.onDerby()) {
      JobStore jobs = new JobStore(store, root.resolve("tmp"), 10, new TestClock(NOW));
      JobGauges gauges = new JobGauges(jobs.jobs(), jobs.items());
      gauges.showIn(recorded.registry());
      Job job = jobs.intake().create(request(), films());
      var unused = jobs.items().claim(new ItemRef(job.id(), 0), new ClaimRules(4, false), NOW);
      assertEquals(0, recorded.read("healthai_jobs_running{}").intValue());

      gauges.refresh();
    }

    assertEquals(1, recorded.read("healthai_jobs_running{}").intValue());
    assertEquals(2, recorded.read("healthai_job_films_waiting{}").intValue());
    assertEquals(1, recorded.read("healthai_job_films_running{}").intValue());
  }

  private static JobRequest request() {
    return new JobRequest(
        new Requester(Tenant.DEFAULT, null),
        Occasion.system(),
        JobSource.FOLDER,
        new JobModel("chest_xray", "2", null),
        null,
        null,
        null);
  }

  private FolderFilms films() {
    return new FolderFilms(new ImportRoot(root), "inbox", () -> {});
  }
}
