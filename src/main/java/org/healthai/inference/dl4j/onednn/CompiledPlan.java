package org.healthai.inference.dl4j.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.FloatPointer;
import org.healthai.inference.dl4j.onednn.PlanAssembler.Step;

/**
 * A network compiled for one film at a time, with buffers of its own.
 *
 * <p>Belongs to one thread at a time, which must have as many OpenMP threads as the one that
 * compiled it: the primitives are made for that number and share one scratch memory. Runs give the
 * same bits every time.
 */
public final class CompiledPlan implements AutoCloseable {

  /**
   * How long one stage takes.
   *
   * @param implementation oneDNN's name of the kernel
   */
  public record StageTime(String name, String implementation, long nanos) {

    /** Whether Winograd's algorithm really computes this stage, whatever was asked for. */
    public boolean isWinograd() {
      return implementation.contains("wino");
    }
  }

  private final NativeScope scope;
  private final OneDnn oneDnn;
  private final List<Step> steps;
  private final FloatPointer input;
  private final FloatPointer output;

  private CompiledPlan(
      NativeScope scope,
      PackedWeights weights,
      NetworkProgram program,
      Function<StageList, ConvolutionPlanner> convolutions) {
    this.scope = scope;
    this.oneDnn = new OneDnn(scope);
    this.input = scope.own(new FloatPointer(program.input().count()));
    this.output = scope.own(new FloatPointer(program.output().count()));
    StageList list = new StageList(oneDnn, scope);
    List<Stage> stages = StagePlanner.plan(program, list, convolutions.apply(list));
    PlanAssembler.Memory memory = new PlanAssembler.Memory(oneDnn, scope, weights);
    this.steps = new PlanAssembler(memory, stages, input, output).assemble();
  }

  /**
   * Compiles {@code program} in float32, reading all its weights.
   *
   * @throws PlanUnavailableException when it cannot be compiled on this machine
   */
  public static CompiledPlan compile(NetworkProgram program, PlanChoice choice) {
    NativeScope scope = new NativeScope();
    return compile(scope, new PackedWeights(scope), program, float32(choice));
  }

  /** The same with weights that other plans of this program and choice have packed, or will use. */
  public static CompiledPlan compile(
      NetworkProgram program, PlanChoice choice, PackedWeights weights) {
    return compile(new NativeScope(), weights, program, float32(choice));
  }

  private static Function<StageList, ConvolutionPlanner> float32(PlanChoice choice) {
    return stages -> new FloatConvolutions(choice, stages);
  }

  /**
   * Compiles {@code program} in 8 bits, reading all its weights.
   *
   * @throws PlanUnavailableException when it cannot be compiled on this machine, or a range is
   *     missing
   */
  public static CompiledPlan compileInt8(NetworkProgram program, ValueRanges ranges) {
    NativeScope scope = new NativeScope();
    return compile(scope, new PackedWeights(scope), program, int8(ranges));
  }

  /** The same with weights that other plans of this program and ranges have packed, or will use. */
  public static CompiledPlan compileInt8(
      NetworkProgram program, ValueRanges ranges, PackedWeights weights) {
    return compile(new NativeScope(), weights, program, int8(ranges));
  }

  private static Function<StageList, ConvolutionPlanner> int8(ValueRanges ranges) {
    return stages -> new Int8Convolutions(ranges, stages);
  }

  private static CompiledPlan compile(
      NativeScope scope,
      PackedWeights weights,
      NetworkProgram program,
      Function<StageList, ConvolutionPlanner> convolutions) {
    try {
      return new CompiledPlan(scope, weights, program, convolutions);
    } catch (LinkageError e) {
      scope.close();
      throw new PlanUnavailableException("oneDNN's library does not load on this platform", e);
    } catch (OneDnnException e) {
      scope.close();
      throw new PlanUnavailableException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | OutOfMemoryError e) {
      scope.close();
      throw e;
    }
  }

  /**
   * Runs the network.
   *
   * @param filmNhwc one film, read only
   * @return a new array with the network's result
   */
  public float[] run(float[] filmNhwc) {
    return run(filmNhwc, () -> {});
  }

  /**
   * The same, with breaks.
   *
   * @param between called after every stage; may take its time and run other plans, not this one
   */
  public float[] run(float[] filmNhwc, Runnable between) {
    if (filmNhwc.length != input.limit()) {
      throw new IllegalArgumentException(
          "a film has " + input.limit() + " floats, not " + filmNhwc.length);
    }
    input.put(filmNhwc);
    for (Step step : steps) {
      oneDnn.execute(step.primitive(), step.arguments(), step.argumentCount());
      between.run();
    }
    oneDnn.await();
    float[] result = new float[Math.toIntExact(output.limit())];
    output.get(result);
    return result;
  }

  /** Runs {@code repetitions} times on whatever the buffers hold; the shortest time a stage. */
  public List<StageTime> measure(int repetitions) {
    long[] shortest = new long[steps.size()];
    Arrays.fill(shortest, Long.MAX_VALUE);
    for (int run = 0; run < repetitions; run++) {
      for (int i = 0; i < shortest.length; i++) {
        Step step = steps.get(i);
        long start = System.nanoTime();
        oneDnn.execute(step.primitive(), step.arguments(), step.argumentCount());
        oneDnn.await();
        shortest[i] = Math.min(shortest[i], System.nanoTime() - start);
      }
    }
    List<StageTime> times = new ArrayList<>(shortest.length);
    for (int i = 0; i < shortest.length; i++) {
      times.add(new StageTime(steps.get(i).name(), steps.get(i).implementation(), shortest[i]));
    }
    return times;
  }

  /** Bytes of buffers, and of packed weights that are not shared. */
  public long memoryBytes() {
    return scope.memoryBytes() + (input.limit() + output.limit()) * Float.BYTES;
  }

  @Override
  public void close() {
    scope.close();
  }
}
