package org.healthai.privacy.retention;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long each class of data is kept, and when the nightly task looks; null keeps for ever.
 *
 * @param predictions predictions, with everything that belongs to them
 * @param films kept films; no longer than their predictions
 * @param shadowAnswers what shadows said; no longer than their predictions
 * @param jobs jobs, since their end, with names and references of their films
 * @param at time of the day in UTC
 */
public record RetentionSettings(
    @Nullable Duration predictions,
    @Nullable Duration films,
    @Nullable Duration shadowAnswers,
    @Nullable Duration jobs,
    LocalTime at) {

  /** How long jobs are kept after their end: as long as predictions where nobody said. */
  public Optional<Duration> jobAge() {
    return Optional.ofNullable(jobs == null ? predictions : jobs);
  }

  /** How long kept films are kept: as long as their predictions at most. */
  public Optional<Duration> filmAge() {
    return Optional.ofNullable(films == null ? predictions : films);
  }
}
