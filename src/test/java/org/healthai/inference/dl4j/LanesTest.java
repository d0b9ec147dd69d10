package org.healthai.inference.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.healthai.inference.dl4j.onednn.CompiledPlan;
import org.healthai.inference.dl4j.onednn.NetworkProgram;
import org.healthai.inference.dl4j.onednn.PlanChoice;
import org.healthai.inference.dl4j.onednn.PlanChoice.Layout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films side by side get the answers that they get alone, each its own. */
class LanesTest {
  private static final int LANES = 3;
  private static final long ONE_FILM = 1_000;

  private final Nd4jRuntime runtime = Nd4jRuntime.get();
  private final ExecutorService helpers = Executors.newCachedThreadPool();
  private int threadsBefore;
  private ComputationGraph graph;
  private PlanFamily family;
  private CompiledPlan alone;

  @BeforeEach
  void compile() {
    assumeTrue(runtime.hasOneDnn(), "skipped: no plans on this platform");
    threadsBefore = runtime.threads();
    runtime.useThreads(LANES);
    graph =
        SmallGraph.of(
            layers -> layers.addLayer(SmallGraph.LAST, SmallGraph.sameSize(), SmallGraph.INPUT));
    NetworkProgram program = GraphWalker.read(graph, SmallGraph.SIZE);
    PlanChoice direct = PlanChoice.direct(Layout.BLOCKED);
    family = new PlanFamily(weights -> CompiledPlan.compile(program, direct, weights));
    alone = family.compile();
  }

  @AfterEach
  void close() {
    helpers.shutdownNow();
    if (family != null) {
      family.close();
      graph.close();
      runtime.useThreads(threadsBefore);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void answersInTheOrderOfTheFilms(int count) {
    assertAnswers(lanes(helpers), films(0, count));
  }

  @Test
  void mixesNothingUpInManyBatches() {
    Lanes lanes = lanes(helpers);
    for (int batch = 0; batch < 500; batch++) {
      assertAnswers(lanes, films(batch, 1 + batch % 8));
    }
  }

  @Test
  void worksOnWithoutHelpers() {
    Executor stopped =
        task -> {
          throw new RejectedExecutionException("stopped");
        };
    assertAnswers(lanes(stopped), films(3, 5));
  }

  @Test
  void oneBrokenFilmFailsTheBatchAndNothingElse() {
    Lanes lanes = lanes(helpers);
    List<float[]> films = new ArrayList<>(films(0, 4));
    films.set(2, new float[1]);

    assertThrows(RuntimeException.class, () -> lanes.run(films));

    assertAnswers(lanes, films(1, 4));
  }

  @Test
  void leavesTheCallersThreadsAsTheyWere() {
    int before = runtime.threads();
    lanes(helpers).run(films(0, 2));
    assertEquals(before, runtime.threads());
  }

  /** With all threads, at every stage, and without a trace in the films that wait for it. */
  @Test
  void anotherFilmMayComeBetween() {
    CountDownLatch begun = new CountDownLatch(1);
    Lanes lanes = lanes(startingAfter(begun));
    List<float[]> waiting = films(1, 5);
    float[] urgent = film(77);
    List<float[]> between = new ArrayList<>();

    List<float[]> answers =
        lanes.run(
            waiting,
            () -> {
              begun.countDown();
              assertTrue(lanes.areRunning());
              between.add(
                  lanes.standingStill(
                      () -> {
                        assertEquals(LANES, runtime.threads());
                        return alone.run(urgent);
                      }));
              assertEquals(1, runtime.threads());
            });

    assertFalse(lanes.areRunning());
    assertFalse(between.isEmpty());
    float[] expected = alone.run(urgent);
    between.forEach(answer -> assertArrayEquals(expected, answer));
    for (int film = 0; film < waiting.size(); film++) {
      assertArrayEquals(alone.run(waiting.get(film)), answers.get(film), "film " + film);
    }
  }

  @Test
  void lanesGoOnWhenWhatCameBetweenFails() {
    CountDownLatch begun = new CountDownLatch(1);
    Lanes lanes = lanes(startingAfter(begun));

    assertThrows(
        IllegalStateException.class,
        () ->
            lanes.run(
                films(1, 5),
                () -> {
                  begun.countDown();
                  lanes.standingStill(LanesTest::fail);
                }));

    assertAnswers(lanes, films(2, 5));
  }

  /** Leaves a film to the calling thread's lane, however quick the others are. */
  private Executor startingAfter(CountDownLatch begun) {
    return lane ->
        helpers.execute(
            () -> {
              try {
                begun.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              lane.run();
            });
  }

  private static float[] fail() {
    throw new IllegalStateException("wanted");
  }

  @Test
  void trialKeepsOnlyWhatIsOffered() {
    long bytes = family.memoryBytes();

    assertTrue(trial(ONE_FILM).open(SideBySide.NEVER, SmallGraph.SIZE.count()).isEmpty());
    assertEquals(bytes, family.memoryBytes());
  }

  @Test
  void trialFreesLanesThatTakeTooMuch() {
    long bytes = family.memoryBytes();
    SideBySide offer = new SideBySide(LANES, helpers);

    assertTrue(trial(4 * ONE_FILM).open(offer, SmallGraph.SIZE.count()).isEmpty());
    assertEquals(bytes, family.memoryBytes());
  }

  /** As on a machine whose processors are all busy with something else when the server starts. */
  @Test
  void trialKeepsLanesThatHadToWaitForAProcessor() {
    SideBySide late = new SideBySide(LANES, LanesTest::runLate);

    LaneTrial.Passed passed = trial(2 * ONE_FILM).open(late, SmallGraph.SIZE.count()).orElseThrow();

    assertEquals(LANES, passed.lanes().count());
    assertEquals(new LanePace(LANES, ONE_FILM, 2 * ONE_FILM), passed.pace());
  }

  /**
   * A trial in which a film takes {@link #ONE_FILM} with all threads, whatever it really takes.
   *
   * @param laneNanos processor time of a film in a lane
   */
  private LaneTrial trial(long laneNanos) {
    LaneTrial.Clocks clocks = new LaneTrial.Clocks(stepping(ONE_FILM), stepping(laneNanos));
    return new LaneTrial(family, alone, runtime, clocks);
  }

  /** Goes on by the same step whenever a thread asks it. */
  private static LongSupplier stepping(long nanos) {
    ThreadLocal<Long> time = ThreadLocal.withInitial(() -> 0L);
    return () -> {
      time.set(time.get() + nanos);
      return time.get();
    };
  }

  /** Far longer than the small network takes. */
  private static void runLate(Runnable task) {
    long end = System.nanoTime() + 5_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    task.run();
  }

  private Lanes lanes(Executor executor) {
    List<CompiledPlan> plans = new ArrayList<>();
    runtime.withOneThread(() -> Stream.generate(family::compile).limit(LANES).forEach(plans::add));
    return new Lanes(plans, runtime, executor);
  }

  private void assertAnswers(Lanes lanes, List<float[]> films) {
    List<float[]> answers = lanes.run(films);
    assertEquals(films.size(), answers.size());
    for (int film = 0; film < films.size(); film++) {
      assertArrayEquals(alone.run(films.get(film)), answers.get(film), "film " + film);
    }
  }

  private static List<float[]> films(int seed, int count) {
    return IntStream.range(0, count).mapToObj(film -> film(seed * 31 + film)).toList();
  }

  private static float[] film(int seed) {
    float[] film = new float[SmallGraph.SIZE.count()];
    for (int i = 0; i < film.length; i++) {
      film[i] = (i * 7919L + seed * 104729L) % 1000 / 500f - 1;
    }
    return film;
  }
}
