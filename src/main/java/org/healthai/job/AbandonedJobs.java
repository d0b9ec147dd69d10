package org.healthai.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches for how long jobs that are being made have not been touched, by the clock of this server
 * alone: what another one wrote is compared with what it wrote before, since a server whose clock
 * is ahead would take the uploads of all others for broken off. One thread.
 */
final class AbandonedJobs {
  /** Uploads of films may pause, but not for so long. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private Map<Long, Sighting> seen = Map.of();

  private record Sighting(Instant touchedAt, Instant since) {}

  /**
   * Looks once.
   *
   * @param unfinished all jobs that are being made now
   * @return those that were not touched while this was asked for an hour
   */
  List<Job> look(List<UnfinishedJob> unfinished, Instant now) {
    Map<Long, Sighting> next = new HashMap<>();
    List<Job> abandoned = new ArrayList<>();
    for (UnfinishedJob making : unfinished) {
      Sighting first = new Sighting(making.touchedAt(), now);
      Sighting sighting = seen.getOrDefault(making.job().id(), first);
      if (!sighting.touchedAt().equals(making.touchedAt())) {
        sighting = first;
      }
      next.put(making.job().id(), sighting);
      if (sighting.since().isBefore(now.minus(ABANDONED))) {
        abandoned.add(making.job());
      }
    }
    seen = next;
    return abandoned;
  }
}
