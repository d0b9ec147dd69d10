/**
 * The engines on DeepLearning4J, in float32 and in 8 bits: imports Keras-2 HDF5 files, restores
 * DL4J's oneDNN helpers, compiles plans, and runs one film at a time on the thread that owns the
 * engine.
 *
 * <p>Together with its sub-package {@code onednn} this is the only code that sees DL4J, ND4J and
 * JavaCPP; no {@code INDArray} leaves it. Depends on {@code inference}, {@code timing} and {@code
 * error}.
 */
@NullMarked
package org.healthai.inference.dl4j;

import org.jspecify.annotations.NullMarked;
