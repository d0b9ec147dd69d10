package org.healthai.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job is getting on.
 *
 * @param job the job
 * @param counts its films
 * @param filmsPerSecond answered or failed: lately while it is open, on average once it has ended;
 *     null where that cannot be said
 * @param estimatedEnd when it will have ended if it goes on like that; null where that cannot be
 *     said
 */
public record JobProgress(
    Job job, JobCounts counts, @Nullable Double filmsPerSecond, @Nullable Instant estimatedEnd) {}
