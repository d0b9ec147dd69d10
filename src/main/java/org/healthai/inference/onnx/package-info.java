/**
 * The engine on ONNX Runtime, in float32 and in 8 bits, on the processor or, by configuration, on
 * an NVIDIA GPU. Runs one film at a time on the thread that owns the engine.
 *
 * <p>This is the only code that sees ONNX Runtime. Depends on {@code inference} and {@code error}.
 */
@NullMarked
package org.healthai.inference.onnx;

import org.jspecify.annotations.NullMarked;
