package org.healthai.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.access.Tenants;
import org.healthai.job.Claim;
import org.healthai.job.ClaimRules;
import org.healthai.job.ImportRoot;
import org.healthai.job.ItemRef;
import org.healthai.job.Job;
import org.healthai.job.JobFilter;
import org.healthai.job.JobRetention;
import org.healthai.job.JobStore;
import org.healthai.job.jpa.JpaFolderLease;
import org.healthai.job.jpa.JpaJobRetention;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder on a database and on disk: what is moved when is what matters. */
abstract class WatchedFolderFixture {
  static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
  static final Duration SETTLE = Duration.ofSeconds(10);
  static final Tenant WARD = new Tenant("ward-7");
  static final int MAX_FILMS = 3;

  @TempDir Path root;
  @TempDir Path uploads;
  final TestClock clock = new TestClock(NOW);
  final JobStore.OneModel models = new JobStore.OneModel();
  TestStore store;
  JobStore jobs;
  Path inbox;
  WatchedFolder watched;

  @BeforeEach
  void open() throws IOException {
    store = TestStore.onDerby();
    jobs = new JobStore(store, uploads, MAX_FILMS, clock);
    inbox = Files.createDirectories(root.resolve("ward/inbox"));
    watched = server();
  }

  WatchedFolder server() {
    WatchSettings settings =
        new WatchSettings(
            inbox, WatchSettings.pathBelow(root, inbox), WARD, SETTLE, null, null, null, MAX_FILMS);
    FolderJobs folderJobs =
        new FolderJobs(
            new FolderJobs.Stores(jobs.jobs(), jobs.items(), jobs.sealer(), retention()),
            jobs.intake(),
            models,
            new ImportRoot(root),
            WARD);
    return new WatchedFolder(settings, new JpaFolderLease(store.session()), folderJobs, clock);
  }

  JobRetention retention() {
    return new JpaJobRetention(store.session());
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  Job takenJob() {
    watched.tend();
    clock.advance(SETTLE);
    watched.tend();
    return list().get(0);
  }

  void finish(Job job, int item) {
    ItemRef ref = new ItemRef(job.id(), item);
    Claim claim = jobs.items().claim(ref, new ClaimRules(4, false), NOW);
    assertEquals(Claim.Decision.WORK, claim.decision());
    assertTrue(jobs.items().finish(ref, 1_000 + item, NOW));
  }

  List<Job> list() {
    return jobs.jobs().list(new JobFilter(Tenants.ALL, null), 0, 10);
  }

  List<String> taken() throws IOException {
    if (!Files.isDirectory(inbox.resolve(".taken"))) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(inbox.resolve(".taken"))) {
      return folders.map(folder -> folder.getFileName().toString()).toList();
    }
  }

  void file(String path, String content) throws IOException {
    Path file = inbox.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
