package org.healthai.inference;

/**
 * Names what runs a model.
 *
 * @param engine the engine's setting name, for example {@code dl4j}
 * @param backend what computes underneath, for example {@code onednn-plan} or {@code nd4j-cuda}
 * @param detail one line for the log: algorithm, layout, threads
 */
public record EngineDescription(String engine, String backend, String detail) {}
