package org.healthai.inference.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.Network;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network run by DL4J itself. Takes over the graph: nobody else may use it.
 *
 * <p>Belongs to one thread, as a {@link ComputationGraph} keeps the inputs of a running call in its
 * layers.
 */
final class GraphNetwork implements Network {
  private static final int RUNS_TO_LEARN = 2;

  private final ComputationGraph graph;
  private final Nd4jRuntime runtime;
  private final long[] shapeNhwc;
  private final long offHeapBytes;
  private boolean closed;

  /**
   * Runs {@code graph} on the calling thread.
   *
   * @param shapeNhwc shape of one film's input, with 1 as the batch size
   */
  GraphNetwork(ComputationGraph graph, Nd4jRuntime runtime, long[] shapeNhwc) {
    this.graph = graph;
    this.runtime = runtime;
    this.shapeNhwc = shapeNhwc.clone();
    try {
      if (runtime.isCpu()) {
        OneDnnHelpers.attach(graph);
      }
      this.offHeapBytes = measureOffHeap();
    } catch (RuntimeException | OutOfMemoryError e) {
      graph.close();
      throw e;
    }
  }

  /** Runs until DL4J's workspaces have learnt their size, and adds them to the parameters. */
  private long measureOffHeap() {
    float[] film = new float[(int) ArrayUtil.prodLong(shapeNhwc)];
    for (int run = 0; run < RUNS_TO_LEARN; run++) {
      infer(film);
    }
    long workspaces = 0;
    for (MemoryWorkspace workspace :
        Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread()) {
      workspaces += workspace.getCurrentSize();
    }
    return graph.numParams() * Float.BYTES + workspaces;
  }

  @Override
  public float[] infer(float[] filmNhwc) {
    try (INDArray input = Nd4j.create(filmNhwc, shapeNhwc, 'c');
        INDArray probabilities = graph.outputSingle(false, input)) {
      return probabilities.data().asFloat();
    }
  }

  /** The graph, to be read only, and only while this network is open. */
  ComputationGraph graph() {
    return graph;
  }

  @Override
  public String backend() {
    return runtime.backendName();
  }

  @Override
  public String detail() {
    return "DL4J graph, NHWC, " + runtime.threads() + " OpenMP threads";
  }

  @Override
  public long offHeapBytes() {
    return offHeapBytes;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // Frees this thread's workspaces too, and collects garbage: the importer leaves native copies
    // of the weights to the collector.
    graph.close();
  }
}
