package org.healthai.job.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.Job;

/**
 * Tends the watched folder: whole files are taken, what was taken becomes a job, and what has ended
 * is put away. Each step can be done again, so that a server that dies leaves nothing undone. One
 * server at a time does it, and two would do no harm. One thread.
 */
public final class WatchedFolder {
  private static final System.Logger LOG = System.getLogger(WatchedFolder.class.getName());
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** What passes by itself is tried again after so long. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Set<ErrorCode> PASSING =
      EnumSet.of(
          ErrorCode.OVERLOADED,
          ErrorCode.MODEL_NOT_READY,
          ErrorCode.STORE_UNAVAILABLE,
          ErrorCode.AUDIT_UNAVAILABLE,
          ErrorCode.LIMITS_UNAVAILABLE);

  private final String server = UUID.randomUUID().toString();
  private final WatchSettings settings;
  private final FolderLease lease;
  private final FolderJobs jobs;
  private final FolderTree tree;
  private final SettledFiles files;
  private final Clock clock;
  private Instant pausedUntil = Instant.MIN;

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
   * Does what there is to do, where it is this server's turn.
   *
   * @throws UncheckedIOException when the folder cannot be read or written
   * @throws HealthAiException STORE_UNAVAILABLE when the database does not answer
   */
  public void tend() {
    if (!hasLease()) {
      files.forget();
      return;
    }
    try {
      takeWholeFiles();
      for (String id : tree.listTaken()) {
        if (!hasLease()) {
          return;
        }
        tend(id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the watched folder cannot be used", e);
    }
  }

  private boolean hasLease() {
    Instant now = clock.instant();
    return lease.take(server, now, now.plus(LEASE));
  }

  private void takeWholeFiles() throws IOException {
    Path directory = settings.directory();
    if (!Files.isDirectory(directory)) {
      throw new IOException("healthai.job.watch-folder is no directory");
    }
    List<Path> whole = files.look(clock.instant());
    if (!whole.isEmpty()) {
      String id = tree.take(whole);
      LOG.log(Level.INFO, "took {0} files from the watched folder as {1}", whole.size(), id);
    }
  }

  private void tend(String id) throws IOException {
    try {
      Job job = jobs.find(id).orElse(null);
      if (job == null) {
        begin(id);
      } else if (!job.state().isOpen() && jobs.letGo(job)) {
        putAway(id, job);
      }
    } catch (HealthAiException failure) {
      if (failure.code() == ErrorCode.MISSING_FILE) {
        tree.failRest(id, id); // a server died before it had moved a file into it
      } else if (PASSING.contains(failure.code())) {
        pausedUntil = clock.instant().plus(PAUSE);
        throw failure;
      } else {
        LOG.log(Level.WARNING, "no job can be made of " + id + ": its files have failed", failure);
        tree.failRest(id, "no-job-" + id);
      }
    }
  }

  private void begin(String id) {
    if (clock.instant().isBefore(pausedUntil)) {
      return;
    }
    Job job = jobs.create(id, FolderTree.takenPath(settings.path(), id), settings);
    LOG.log(Level.INFO, "{0} of the watched folder is job {1,number,#}", id, job.id());
  }

  private void putAway(String id, Job job) throws IOException {
    String name = "job-" + job.id();
    if (jobs.isAnsweredWholly(job)) {
      tree.finishAll(id, name);
      return;
    }
    String prefix = FolderTree.takenPath(settings.path(), id) + "/";
    for (String path : jobs.answeredPaths(job)) {
      if (path.startsWith(prefix)) {
        tree.finishFile(id, path.substring(prefix.length()), name);
      }
    }
    tree.failRest(id, name);
  }
}
