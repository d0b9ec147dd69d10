package org.healthai.job;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthai.error.HealthAiException;

/**
 * Removes folders of films that no job needs: those that could not be removed when their job's
 * films were, or that a crash left without a job. To be asked once in a while, on every server; two
 * at once do no harm, whether they share the place or not. One thread.
 *
 * <p>A job's row is there before its folder, and folders are listed before rows are asked for: what
 * has no row then is of a job that was discarded. It is removed only when nothing in it has changed
 * for a day, and not at all where most folders are unknown: such a place is more likely beside the
 * wrong database than full of leftovers.
 */
public final class InputSweep {
  private static final System.Logger LOG = System.getLogger(InputSweep.class.getName());

  /** Longer than uploads last, and clocks of file servers differ. */
  private static final Duration OLD = Duration.ofDays(1);

  private static final Duration INTERVAL = Duration.ofMinutes(30);

  private static final int AT_ONCE = 500;

  /** More unknown folders than this, and than known ones, are no leftovers. */
  private static final int LEFTOVERS = 10;

  private final JobRetention jobs;
  private final JobInputs inputs;
  private final Clock clock;
  private Instant due = Instant.MIN;

  /** A sweep of that place. */
  public InputSweep(JobRetention jobs, JobInputs inputs, Clock clock) {
    this.jobs = jobs;
    this.inputs = inputs;
    this.clock = clock;
  }

  /**
   * Does it when that was not done in the last half hour.
   *
   * @throws HealthAiException STORE_UNAVAILABLE when the place or the database does not answer; the
   *     rest is done the next time
   */
  public void sweepIfDue() {
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      return;
    }
    due = now.plus(INTERVAL);
    List<String> folders = inputs.listFolders();
    Map<String, Boolean> known = known(folders);
    List<String> left = new ArrayList<>(folders);
    left.removeIf(folder -> !known.getOrDefault(folder, false));
    List<String> unknown = new ArrayList<>(folders);
    unknown.removeIf(known::containsKey);
    if (unknown.size() > LEFTOVERS && unknown.size() > known.size()) {
      LOG.log(
          Level.WARNING,
          "most of the folders of films of jobs are unknown to the database; none was removed. If the"
              + " database is the right one, move them away");
    } else {
      unknown.removeIf(folder -> !isOld(folder));
      left.addAll(unknown);
    }
    removeAll(left);
  }

  /** One that cannot be removed keeps none of the others. */
  private void removeAll(List<String> folders) {
    HealthAiException trouble = null;
    int removed = 0;
    for (String folder : folders) {
      try {
        inputs.removeAll(folder);
        removed++;
      } catch (HealthAiException notNow) {
        trouble = notNow;
      }
    }
    if (removed > 0) {
      LOG.log(Level.INFO, "removed {0} folders of films that no job needs", removed);
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private Map<String, Boolean> known(List<String> folders) {
    Map<String, Boolean> known = new HashMap<>();
    for (int from = 0; from < folders.size(); from += AT_ONCE) {
      known.putAll(
          jobs.findFolders(folders.subList(from, Math.min(folders.size(), from + AT_ONCE))));
    }
    return known;
  }

  private boolean isOld(String folder) {
    return inputs
        .findLastChange(folder)
        .filter(change -> change.isBefore(clock.instant().minus(OLD)))
        .isPresent();
  }
}
