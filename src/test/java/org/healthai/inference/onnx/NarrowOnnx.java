package org.healthai.inference.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.healthai.inference.EngineName;
import org.healthai.inference.InferenceEngine;
import org.healthai.inference.dl4j.NarrowNetwork;

/** The narrow ResNet-18 as ONNX files; its films and answers are those of {@link NarrowNetwork}. */
enum NarrowOnnx {
  FLOAT(EngineName.ONNX, "narrow-resnet18.onnx"),
  INT8(EngineName.ONNX_INT8, "narrow-resnet18.int8.onnx");

  private final EngineName engine;
  private final String file;

  NarrowOnnx(EngineName engine, String file) {
    this.engine = engine;
    this.file = file;
  }

  byte[] bytes() {
    String resource = "/engine/" + file + ".gz";
    try (InputStream packed =
        new GZIPInputStream(
            Objects.requireNonNull(NarrowOnnx.class.getResourceAsStream(resource), resource))) {
      return packed.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path writeTo(Path folder) {
    try {
      return Files.write(folder.resolve(file), bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An engine of this file, on one thread of the processor. */
  InferenceEngine open(Path folder, int maxBatch) {
    return new OnnxEngineFactory(engine, new OnnxSettings(1, maxBatch, OnnxProvider.CPU))
        .create(writeTo(folder), NarrowNetwork.input(), NarrowNetwork.CLASSES);
  }
}
