package org.healthai.prediction.rest;

/**
 * What a request may bring; filled by {@code config} from the image and batch limits.
 *
 * @param maxFileBytes encoded bytes of one film
 * @param maxFiles films in one batch
 */
public record UploadLimits(long maxFileBytes, int maxFiles) {}
