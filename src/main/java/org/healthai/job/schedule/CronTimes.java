package org.healthai.job.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * The times that a cron expression of five fields means in a time zone; where both fields of days
 * are given, one of them must fit, as in cron. Immutable.
 *
 * <p>A time of the day comes once a day: one that a clock skips in spring comes by as much later,
 * and one that it repeats in autumn comes the first time only. The library is asked for times
 * without a zone, so that this does not depend on how it sees it.
 */
public final class CronTimes {
  /** What the store keeps of an expression. */
  static final int MAX_LENGTH = 100;

  /** The library also takes line ends and the digits of other scripts. */
  private static final Pattern TEXT = Pattern.compile("[ -~]{0," + MAX_LENGTH + "}");

  private static final String ALLOWED =
      "five fields like 30 2 * * MON-FRI (minute, hour, day of the month, month, day of the week),"
          + " at most 100 characters, which some day fits";

  private final ExecutionTime times;
  private final ZoneId zone;

  private CronTimes(ExecutionTime times, ZoneId zone) {
    this.times = times;
    this.zone = zone;
  }

  /**
   * Reads an expression.
   *
   * @param timeZone a region's name like Europe/Berlin, or UTC
   * @throws HealthAiException INVALID_VALUE when it is none, or no day ever fits
   */
  public static CronTimes of(String cron, String timeZone) {
    ZoneId zone = zoneOf(timeZone);
    if (!TEXT.matcher(cron).matches()) {
      throw invalid("cron", ALLOWED);
    }
    try {
      CronParser parser =
          new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
      CronTimes found = new CronTimes(ExecutionTime.forCron(parser.parse(cron).validate()), zone);
      if (found.nextLocal(LocalDateTime.ofInstant(Instant.EPOCH, zone)).isPresent()) {
        return found;
      }
    } catch (IllegalArgumentException noExpression) {
      throw invalid("cron", ALLOWED);
    }
    throw invalid("cron", ALLOWED);
  }

  private static ZoneId zoneOf(String timeZone) {
    if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
      throw invalid("time_zone", "the name of a region like Europe/Berlin, or UTC");
    }
    return ZoneId.of(timeZone);
  }

  private static HealthAiException invalid(String member, String allowed) {
    return new HealthAiException(
        ErrorCode.INVALID_VALUE, "%s must be %s".formatted(member, allowed));
  }

  /** The first of the times that is after this one. */
  public Instant nextAfter(Instant time) {
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    Instant next;
    do {
      local = nextLocal(local).orElseThrow(() -> new IllegalStateException("times have an end"));
      next = ZonedDateTime.of(local, zone).toInstant();
    } while (!next.isAfter(time));
    return next;
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }
}
