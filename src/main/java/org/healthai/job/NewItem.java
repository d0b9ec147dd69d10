package org.healthai.job;

import org.jspecify.annotations.Nullable;

/**
 * A film to add to a job that is being made.
 *
 * @param item its place in the job, from 0
 * @param sealedDetails see {@link ItemDetails}; sealed by {@link ItemSealer}
 * @param patientHash what erasures find it by, see {@link ItemSealer#patientHash}; null where
 *     nobody said whom it is of
 * @param filmKey the sealed key of the film in the job's folder; null where the film lies at a path
 *     of the manifest, or was refused
 * @param refusal why it will not be worked on; null where it will
 */
public record NewItem(
    int item,
    String sealedDetails,
    @Nullable String patientHash,
    @Nullable String filmKey,
    @Nullable ItemFailure refusal) {}
