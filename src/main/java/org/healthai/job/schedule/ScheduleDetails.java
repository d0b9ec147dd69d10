package org.healthai.job.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done when.
 *
 * @param name for people
 * @param cron five fields
 * @param timeZone where the clock is by which they are meant
 * @param folder whose films, a path below the import root
 * @param onlyNew whether files are passed over that an earlier turn has taken as they are now;
 *     otherwise every turn has all films of the folder
 * @param modelName the model; null for the default one at each turn
 * @param modelVersion its version; null for the name's default at each turn
 * @param operatingPoint what to decide at; null for no decision
 * @param webhookUrl whom to tell of the end of each job; null for nobody
 */
public record ScheduleDetails(
    String name,
    String cron,
    String timeZone,
    String folder,
    boolean onlyNew,
    @Nullable String modelName,
    @Nullable String modelVersion,
    @Nullable String operatingPoint,
    @Nullable String webhookUrl) {
  /** Characters of a name. */
  public static final int MAX_NAME = 100;

  /** When its turns come. */
  CronTimes times() {
    return CronTimes.of(cron, timeZone);
  }
}
