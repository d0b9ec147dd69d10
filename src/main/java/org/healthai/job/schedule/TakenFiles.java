package org.healthai.job.schedule;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What schedules remember of the files they have taken, by the hashes of their paths. Safe for many
 * threads; every call is one short transaction, or part of the caller's where there is one, and
 * throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not answer. Everything
 * of a schedule goes with it.
 */
public interface TakenFiles {

  /** The sealed key of a schedule's hashes. */
  Optional<String> findKey(long scheduleId);

  /** Gives a schedule its key; it has none yet. */
  void addKey(long scheduleId, String sealedKey);

  /** Sealed keys, by schedule, that another key than this one sealed. */
  Map<Long, String> listKeysNotSealedWith(String keyId, int limit);

  /** Replaces a sealed key by the same one sealed anew, unless it has changed meanwhile. */
  void replaceKey(long scheduleId, String sealedKey, String sealedAnew);

  /** What these files were like when they were taken; those that were not are left out. */
  Map<String, String> findStamps(long scheduleId, Collection<String> hashes);

  /** Notes that files are still there, where that was last noted before {@code before}. */
  void see(long scheduleId, Collection<String> hashes, Instant now, Instant before);

  /**
   * Notes that a job takes files, which counts until {@link #settle} says otherwise.
   *
   * @param stamps what they are like, by their hashes
   * @return how many
   */
  int add(long scheduleId, long jobId, Map<String, String> stamps, Instant now);

  /** Jobs that take files and are not settled. */
  List<Long> listPendingJobs(long scheduleId);

  /**
   * Makes sure of some files that a job takes.
   *
   * @param made whether there is such a job; where there is none, its files were not taken
   * @return how many: less than {@code limit}, some hundreds at most, when none is left
   */
  int settle(long scheduleId, long jobId, boolean made, int limit);

  /** Forgets files that were last seen before {@code before}. */
  void forgetUnseen(long scheduleId, Instant before);
}
