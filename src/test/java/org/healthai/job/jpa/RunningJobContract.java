package org.healthai.job.jpa;

import org.healthai.job.ItemRef;
import org.healthai.job.JobItem;
import org.healthai.job.NewJob;
import org.healthai.job.SampleJobs;
import org.junit.jupiter.api.BeforeEach;

/** A store with one job that runs, of three films. */
abstract class RunningJobContract extends JobStoreContract {
  NewJob made;
  long job;

  @BeforeEach
  void aRunningJobOfThreeFilms() {
    made = SampleJobs.of(SampleJobs.HOSPITAL);
    job = jobs.create(made, NOW);
    items.add(job, SampleJobs.items(made.inputFolder(), 3), NOW);
    jobs.activate(job, 3, null, NOW);
  }

  ItemRef film(int item) {
    return new ItemRef(job, item);
  }

  JobItem get(int item) {
    return items.find(film(item)).orElseThrow();
  }
}
