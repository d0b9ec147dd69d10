package org.healthai.inference.dl4j.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.FloatPointer;
import org.healthai.inference.dl4j.onednn.PlanAssembler.Step;

/**
 * A network compiled for one film at a time, with packed weights and buffers of its own.
 *
 * <p>Belongs to the thread that compiles it: the primitives are made for that thread's number of
 * OpenMP threads and share one scratch memory. Runs give the same bits every time.
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
      NetworkProgram program,
      Function<StageList, ConvolutionPlanner> convolutions) {
    this.scope = scope;
    this.oneDnn = new OneDnn(scope);
    this.input = scope.own(new FloatPointer(program.input().count()));
    this.output = scope.own(new FloatPointer(program.output().count()));
    StageList list = new StageList(oneDnn, scope);
    List<Stage> stages = StagePlanner.plan(program, list, convolutions.apply(list));
    this.steps = new PlanAssembler(oneDnn, scope, stages, input, output).assemble();
  }

  /**
   * Compiles {@code program} in float32, reading all its weights.
   *
   * @throws PlanUnavailableException when it cannot be compiled on this machine
   */
  public static CompiledPlan compile(NetworkProgram program, PlanChoice choice) {
    return compile(program, stages -> new FloatConvolutions(choice, stages));
  }

  /**
   * Compiles {@code program} in 8 bits, reading all its weights.
   *
   * @throws PlanUnavailableException when it cannot be compiled on this machine, or a range is
   *     missing
   */
  public static CompiledPlan compileInt8(NetworkProgram program, ValueRanges ranges) {
    return compile(program, stages -> new Int8Convolutions(ranges, stages));
  }

  private static CompiledPlan compile(
      NetworkProgram program, Function<StageList, ConvolutionPlanner> convolutions) {
    NativeScope scope = new NativeScope();
    try {
      return new CompiledPlan(scope, program, convolutions);
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
    if (filmNhwc.length != input.limit()) {
      throw new IllegalArgumentException(
          "a film has " + input.limit() + " floats, not " + filmNhwc.length);
    }
    input.put(filmNhwc);
    for (Step step : steps) {
      oneDnn.execute(step.primitive(), step.arguments(), step.argumentCount());
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

  /** Bytes of packed weights and buffers. */
  public long memoryBytes() {
    return scope.memoryBytes() + (input.limit() + output.limit()) * Float.BYTES;
  }

  @Override
  public void close() {
    scope.close();
  }
}
