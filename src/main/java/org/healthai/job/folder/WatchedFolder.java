package org.healthai.job.folder;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.Job;

/**
 * Tends the watched folder: whole files are taken, what was taken becomes a job, and what has ended
 * is put away. Each step can be done again, so that a server that dies leaves nothing undone. One
 * server at a time does it; one that hangs and wakes up again does no harm. One thread.
 */
public final class WatchedFolder {
  private static final System.Logger LOG = System.getLogger(WatchedFolder.class.getName());
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Far less, so that a slow share or database does not cost it. */
  private static final Duration KEPT_EVERY = Duration.ofSeconds(10);

  /** How often it is looked for jobs that have no files here any more. */
  static final Duration LOOKED_EVERY = Duration.ofHours(1);

  /** What no job could be made of is tried again after so long. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private final String server = UUID.randomUUID().toString();
  private final WatchSettings settings;
  private final FolderLease lease;
  private final FolderJobs jobs;
  private final FolderTree tree;
  private final SettledFiles files;
  private final Clock clock;
  private final Map<String, Instant> nextTries = new HashMap<>();
  private Instant kept = Instant.MIN;
  private Instant nextLook = Instant.MIN;
  private boolean incomplete;

  /** Tends the folder of these settings. */
  public WatchedFolder(WatchSettings settings, FolderLease lease, FolderJobs jobs, Clock clock) {
    this.settings = settings;
    this.lease = lease;
    this.jobs = jobs;
    this.clock = clock;
    this.tree = new FolderTree(settings.directory());
    this.files =
        new SettledFiles(
            settings.directory(), tree.notWatched(), settings.settle(), settings.maxFilms());
  }

  /**
   * Does what there is to do, where it is this server's turn. What goes wrong with one part keeps
   * none of the others from being done.
   *
   * @throws HealthAiException the first that went wrong; it is tried again
   */
  public void tend() {
    try {
      keepLease();
      tendNow();
    } catch (LostLeaseException others) {
      files.forget();
    }
  }

  private void tendNow() {
    Failures failures = new Failures();
    failures.attempt(tree::takeOver);
    failures.attempt(this::takeWholeFiles);
    for (String id : failures.list(tree::listTaken)) {
      keepLease();
      failures.attempt(() -> tend(id));
    }
    failures.attempt(this::letRetentionHaveOthers);
    failures.end();
  }

  private void keepLease() {
    if (!hasLease()) {
      throw new LostLeaseException();
    }
  }

  private boolean hasLease() {
    Instant now = clock.instant();
    boolean has = lease.take(server, now, now.plus(LEASE));
    kept = has ? now : kept;
    return has;
  }

  /** Called for each file: a folder with many, or on a slow share, shall not cost the lease. */
  private void goOn() {
    if (!clock.instant().isBefore(kept.plus(KEPT_EVERY))) {
      keepLease();
    }
  }

  private void takeWholeFiles() throws IOException {
    Path directory = settings.directory();
    if (!Files.isDirectory(directory)) {
      throw new IOException("healthai.job.watch-folder is no directory");
    }
    List<Path> whole = files.look(clock.instant(), this::goOn);
    if (whole.isEmpty()) {
      return;
    }
    int count = tree.take(whole, this::hasLease);
    if (count < whole.size() && !incomplete) {
      LOG.log(
          Level.WARNING,
          "files of the watched folder cannot be taken: the server must be allowed to rename in"
              + " every folder of it");
    }
    incomplete = count < whole.size();
  }

  private void letRetentionHaveOthers() throws IOException {
    Instant now = clock.instant();
    if (now.isBefore(nextLook)) {
      return;
    }
    tree.findTaken().ifPresent(jobs::letRetentionHaveAllBut);
    nextLook = now.plus(LOOKED_EVERY);
  }

  private void tend(String id) throws IOException {
    Job job = jobs.find(id).orElse(null);
    if (job == null) {
      begin(id);
    } else if (!job.state().isOpen() && jobs.letGo(job)) {
      putAway(id, job);
    }
  }

  /** Whatever goes wrong, the files stay until a job can be made of them. */
  private void begin(String id) throws IOException {
    if (clock.instant().isBefore(nextTries.getOrDefault(id, Instant.MIN))) {
      return;
    }
    try {
      Job job = jobs.create(id, FolderTree.takenPath(settings.path(), id), settings, this::goOn);
      LOG.log(Level.INFO, "{0} of the watched folder is job {1,number,#}", id, job.id());
      nextTries.remove(id);
    } catch (HealthAiException failure) {
      if (failure.code() == ErrorCode.MISSING_FILE) {
        tree.failRest(id, "no-job-" + id); // a server died before it had moved a file into it
        return;
      }
      nextTries.put(id, clock.instant().plus(PAUSE));
      throw failure;
    }
  }

  private void putAway(String id, Job job) throws IOException {
    String name = "job-" + job.id();
    String prefix = FolderTree.takenPath(settings.path(), id) + "/";
    for (String path : jobs.answeredPaths(job)) {
      goOn();
      if (path.startsWith(prefix)) {
        tree.finishFile(id, path.substring(prefix.length()), name);
      }
    }
    tree.failRest(id, name);
    jobs.forget(id);
  }
}
