package org.healthai.model.packaging;

import java.util.List;

/**
 * A film and what the reference network says of it.
 *
 * @param name for messages
 * @param image the encoded film; shared, not to be changed
 * @param logits raw outputs
 * @param probabilities {@code softmax(logits / temperature)}
 */
public record GoldenCase(
    String name, byte[] image, List<Double> logits, List<Double> probabilities) {}
