package org.healthai.job;

import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed of a film of a job.
 *
 * @param ref which one
 * @param state what has become of it
 * @param tenant whose job it is of
 * @param inputFolder its job's {@link NewJob#inputFolder}
 * @param sealedDetails see {@link ItemDetails}
 * @param filmKey the sealed key of the kept film; null where none is kept
 */
public record SealedItem(
    ItemRef ref,
    ItemState state,
    Tenant tenant,
    String inputFolder,
    String sealedDetails,
    @Nullable String filmKey) {}
