package org.healthai.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A film of a job.
 *
 * @param ref which one
 * @param state how far it is
 * @param attempts how often somebody began to work on it since the job was started or restarted
 * @param sealedDetails see {@link ItemDetails}
 * @param filmKey the sealed key of the kept film; null where it lies at a path of the manifest
 * @param failure why it failed; null unless it did
 * @param predictionId its answer; null unless it is done
 * @param changedAt when that was last different
 */
public record JobItem(
    ItemRef ref,
    ItemState state,
    int attempts,
    String sealedDetails,
    @Nullable String filmKey,
    @Nullable ItemFailure failure,
    @Nullable Long predictionId,
    Instant changedAt) {}
