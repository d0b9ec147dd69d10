package org.healthai.inference.dl4j.onednn;

import java.util.function.Supplier;

/**
 * Where the numbers of one layer come from. Each call reads them into a new array; that happens
 * while a plan is compiled, one layer after the other, so that a network's weights never lie on the
 * heap together.
 *
 * @param kernels OIHW for a convolution, OI for a dense layer
 * @param biases one an output channel
 */
public record Filters(Supplier<float[]> kernels, Supplier<float[]> biases) {}
