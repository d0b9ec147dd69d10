package org.healthai.config;

import org.healthai.inference.EngineName;
import org.healthai.inference.dl4j.Dl4jSettings;
import org.healthai.inference.onnx.OnnxSettings;

/**
 * What computes, and how each engine would.
 *
 * @param name the engine that runs models
 * @param dl4j how DL4J runs, as that engine or as the one others must agree with
 * @param onnx how ONNX Runtime runs
 */
record EngineSettings(EngineName name, Dl4jSettings dl4j, OnnxSettings onnx) {}
