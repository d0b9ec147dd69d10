package org.healthai.model.packaging;

/**
 * Where a model comes from.
 *
 * @param data what it was trained on, one line
 * @param licence licence of that data
 * @param attribution the line the licence asks for; may be empty
 * @param checkpointSha256 of the PyTorch file it was imported from; may be empty
 */
public record TrainingFacts(
    String data, String licence, String attribution, String checkpointSha256) {}
