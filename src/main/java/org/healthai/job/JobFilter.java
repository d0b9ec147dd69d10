package org.healthai.job;

import org.healthai.access.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; those that are being made never are.
 *
 * @param tenants whose
 * @param state only of this state; null for any
 */
public record JobFilter(Tenants tenants, @Nullable JobState state) {}
