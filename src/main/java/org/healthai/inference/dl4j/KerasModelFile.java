package org.healthai.inference.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.Hdf5Archive;
import org.deeplearning4j.nn.modelimport.keras.KerasLayer;
import org.deeplearning4j.nn.modelimport.keras.KerasModel;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.utils.KerasModelBuilder;
import org.healthai.error.HealthAiException;
import org.healthai.inference.InputContract;
import org.healthai.inference.NetworkRefusal;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads a Keras-2 HDF5 file into a DL4J graph and refuses every other file, saying what is wrong
 * with it.
 */
final class KerasModelFile {
  /**
   * DL4J's importer keeps state in static fields, and the HDF5 library is built without threads.
   */
  private static final Object IMPORTER_LOCK = new Object();

  private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] ZIP_SIGNATURE = {'P', 'K', 3, 4};
  private static final int VERSION_ATTRIBUTE_BYTES = 64;

  private KerasModelFile() {}

  /**
   * Imports the network for inference.
   *
   * @throws HealthAiException MODEL_REFUSED when the file is damaged, is not Keras 2, or holds
   *     another network than {@code input} and {@code classes} say
   */
  static ComputationGraph read(Path file, InputContract input, int classes) {
    requireHdf5(file);
    synchronized (IMPORTER_LOCK) {
      Loader.load(hdf5.class);
      // Refusals say what is wrong; HDF5 would print its call stack beside them.
      hdf5.H5Eset_auto2(hdf5.H5E_DEFAULT, null, null);
      requireKeras2(file);
      return importGraph(file, input, classes);
    }
  }

  private static void requireHdf5(Path file) {
    byte[] start;
    try (var stream = Files.newInputStream(file)) {
      start = stream.readNBytes(HDF5_SIGNATURE.length);
    } catch (IOException e) {
      throw NetworkRefusal.because("the weights file cannot be read", e);
    }
    if (startsWith(start, ZIP_SIGNATURE)) {
      throw NetworkRefusal.because(
          "the weights file is a ZIP archive, as Keras 3 (.keras) and PyTorch write them;"
              + " it must be Keras-2 HDF5");
    }
    if (!startsWith(start, HDF5_SIGNATURE)) {
      throw NetworkRefusal.because("the weights file is not HDF5; it must be Keras-2 HDF5");
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] signature) {
    return bytes.length >= signature.length
        && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
  }

  private static void requireKeras2(Path file) {
    String version;
    try (Hdf5Archive archive = new Hdf5Archive(file.toString())) {
      if (!archive.hasAttribute("model_config") || !archive.hasAttribute("keras_version")) {
        throw NetworkRefusal.because(
            "the HDF5 file has no model_config or keras_version; save the whole Keras-2 model,"
                + " not only its weights");
      }
      version =
          withoutPadding(
              archive.readAttributeAsFixedLengthString("keras_version", VERSION_ATTRIBUTE_BYTES));
    } catch (UnsupportedKerasConfigurationException | RuntimeException e) {
      if (e instanceof HealthAiException refusal) {
        throw refusal;
      }
      throw NetworkRefusal.because("the HDF5 file is truncated or damaged", e);
    }
    if (!version.startsWith("2.")) {
      throw NetworkRefusal.because(
          "the file was written by Keras " + version + "; Keras 2 is needed");
    }
  }

  /** HDF5 pads fixed-length texts with NUL. */
  private static String withoutPadding(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static ComputationGraph importGraph(Path file, InputContract input, int classes) {
    try (KerasModelBuilder builder = new KerasModel().modelBuilder()) {
      KerasModel model =
          builder.modelHdf5Filename(file.toString()).enforceTrainingConfig(false).buildModel();
      NetworkContract.require(model, input, classes);
      ComputationGraph graph = model.getComputationGraph();
      closeWeights(model);
      return graph;
    } catch (IOException
        | InvalidKerasConfigurationException
        | UnsupportedKerasConfigurationException
        | RuntimeException e) {
      if (e instanceof HealthAiException refusal) {
        throw refusal;
      }
      throw NetworkRefusal.because("the file does not hold a network that DL4J can import", e);
    }
  }

  /** Frees the importer's own copy of the weights at once instead of at some garbage collection. */
  private static void closeWeights(KerasModel model) {
    for (KerasLayer layer : model.getLayersOrdered()) {
      if (layer.getNumParams() > 0) {
        layer.getWeights().values().forEach(INDArray::close);
      }
    }
  }
}
