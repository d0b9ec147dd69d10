package org.healthai.access.factor;

/**
 * What is kept of somebody's second factor.
 *
 * @param sealedSecret the secret, sealed for its user
 * @param confirmed whether a first code proved that their device has it
 * @param lastStep the last step of which a code was taken
 */
public record SecondFactor(String sealedSecret, boolean confirmed, long lastStep) {}
