package org.healthai.model.proof;

/**
 * A film as the network takes it.
 *
 * @param name for messages, for example {@code golden case noise}
 * @param input the network's input, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record NamedInput(String name, float[] input) {}
