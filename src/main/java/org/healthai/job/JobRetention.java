package org.healthai.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthai.access.Tenant;

/**
 * Ended jobs in the long run: which are too old, and what is left of them. Safe for many threads;
 * every call is one short transaction, or part of the caller's where there is one. Failures as in
 * {@link JobRepository}.
 */
public interface JobRetention {
  /**
   * Jobs that ended before a time and cannot be restarted, since their films are removed.
   *
   * @param afterId only those with a larger id
   * @return by rising id, {@code limit} at most
   */
  List<Long> listEndedBefore(Instant before, long afterId, int limit);

  /** Those of these jobs that have a film of one of these patients. */
  Set<Long> findWithPatients(Collection<Long> jobIds, Collection<String> patientHashes);

  /**
   * Those of these jobs that are of the watched folder and may still have files to be put away:
   * without its job, such a file is a new one.
   */
  Set<Long> findWithFiles(Collection<Long> jobIds);

  /**
   * Jobs of the watched folder that cannot be restarted any more, and of which nobody has said that
   * their files are put away.
   */
  List<Long> listWithFiles(Tenant tenant);

  /** Says that the files of these jobs, some hundreds at most, are put away. */
  void filesPutAway(Collection<Long> jobIds);

  /**
   * Forgets films of a job, with their names and references.
   *
   * @return how many: less than {@code limit} when none is left
   */
  int removeFilms(long jobId, int limit);

  /** Forgets an ended job, with its idempotency key and what was to be told of it. */
  void remove(long jobId);

  /**
   * Which folders jobs have, also those that are being made.
   *
   * @param folders some hundreds at most
   * @return whether the job's films are removed, by folder; folders of no job are left out
   */
  Map<String, Boolean> findFolders(Collection<String> folders);
}
