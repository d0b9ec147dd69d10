package org.healthai.prediction.subject;

/**
 * A reference as it is stored.
 *
 * @param hash keyed hash, to find it by
 * @param sealed encrypted, to show it to who may see it
 */
public record SealedReference(String hash, String sealed) {}
