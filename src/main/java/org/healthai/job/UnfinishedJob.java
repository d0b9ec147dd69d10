package org.healthai.job;

import java.time.Instant;

/**
 * A job that is being made.
 *
 * @param job the job
 * @param touchedAt when whoever makes it last said so, by the clock of its server
 */
public record UnfinishedJob(Job job, Instant touchedAt) {}
