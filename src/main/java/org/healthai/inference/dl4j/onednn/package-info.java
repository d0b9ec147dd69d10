/**
 * Compiles a convolutional network to a list of oneDNN primitives, in float32 or in 8 bits, and
 * runs it: weights packed once, ReLU and residual addition inside the convolutions, buffers reused.
 *
 * <p>Knows {@link org.healthai.inference.dl4j.onednn.NetworkProgram} and oneDNN (through JavaCPP),
 * never DL4J. Everything native is freed when the plan that owns it is closed.
 */
@NullMarked
package org.healthai.inference.dl4j.onednn;

import org.jspecify.annotations.NullMarked;
