package org.healthai.limit;

import java.time.Duration;

/**
 * What a caller is told about its quota.
 *
 * @param quota what it is
 * @param left how much of it is left
 * @param untilFull how long until all of it is there again, when nobody takes anything
 */
public record QuotaState(Quota quota, long left, Duration untilFull) {}
