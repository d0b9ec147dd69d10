package org.healthai.job.jpa;

import java.time.Instant;
import org.healthai.job.JobItemRepository;
import org.healthai.job.JobRepository;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A store of jobs that is empty before each test, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JobStoreContract {
  static final Instant NOW = Instant.parse("2026-11-26T20:00:00.123456Z");
  static final Instant LATER = NOW.plusSeconds(60);

  TestStore store;
  JobRepository jobs;
  JobItemRepository items;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    jobs = new JpaJobRepository(store.session());
    items = new JpaJobItemRepository(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from jobs");
  }

  @AfterEach
  void lookNoMore() {
    store.beforeStatements(sql -> {});
  }
}
