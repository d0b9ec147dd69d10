package org.healthai.job;

import org.jspecify.annotations.Nullable;

/**
 * What answers all films of a job, fixed when the job is made: a default that changes later changes
 * nothing.
 *
 * @param name the model
 * @param version its version
 * @param operatingPoint what to decide at; null when nobody asked for a decision
 */
public record JobModel(String name, String version, @Nullable String operatingPoint) {}
