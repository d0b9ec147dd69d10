package org.healthai.inference.dl4j.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.healthai.inference.dl4j.onednn.Operation.Convolution;
import org.healthai.inference.dl4j.onednn.Operation.Dense;
import org.healthai.inference.dl4j.onednn.Operation.MaxPooling;
import org.healthai.inference.dl4j.onednn.Operation.Softmax;
import org.healthai.inference.dl4j.onednn.Window.Padding;
import org.junit.jupiter.api.Test;

/** Programs that cannot run are refused when they are made. */
class NetworkProgramTest {
  private static final FeatureMap INPUT = new FeatureMap(4, 8, 6);
  private static final Window SAME_SIZE = new Window(3, 3, 1, 1, new Padding(1, 1, 1, 1));
  private static final Window HALF = new Window(2, 2, 2, 2, Padding.NONE);

  @Test
  void knowsTheSizeOfEveryValue() {
    NetworkProgram program = program(convolution("a", 0, SAME_SIZE), new MaxPooling("b", 1, HALF));

    assertEquals(INPUT, program.input());
    assertEquals(new FeatureMap(4, 8, 6), program.size(1));
    assertEquals(new FeatureMap(4, 4, 3), program.size(2));
    assertEquals(FeatureMap.vector(3), program.output());
  }

  @Test
  void dropsThePartialWindowAtTheEdge() {
    Window three = new Window(3, 3, 2, 2, Padding.NONE);
    assertEquals(new FeatureMap(4, 3, 2), three.output(INPUT, 4));
  }

  @Test
  void architectureTellsProgramsApartButNotTheirNumbers() {
    Convolution plain = convolution("a", 0, SAME_SIZE);

    assertEquals(
        program(plain).architecture(),
        program(plain.withFilters(TestPrograms.filters(7, 144, 4))).architecture());
    assertNotEquals(program(plain).architecture(), program(plain.withRelu()).architecture());
    assertNotEquals(
        program(plain).architecture(), program(convolution("a", 0, HALF)).architecture());
  }

  @Test
  void refusesEmptyProgram() {
    assertRefused("must end in a dense layer or softmax", NetworkProgramTest::exactly);
  }

  /** The result of a convolution lies in memory as its kernel likes, not as a plain vector. */
  @Test
  void refusesProgramThatEndsInAMap() {
    assertRefused(
        "must end in a dense layer or softmax",
        NetworkProgramTest::exactly,
        convolution("a", 0, SAME_SIZE));
  }

  @Test
  void refusesReadingAhead() {
    assertRefused("reads what is not there yet", new MaxPooling("a", 1, HALF));
  }

  @Test
  void refusesWindowLargerThanItsInput() {
    assertRefused("is larger than", new MaxPooling("a", 0, new Window(9, 1, 1, 1, Padding.NONE)));
  }

  @Test
  void refusesDenseLayerOverMap() {
    assertRefused(
        "a vector is needed",
        NetworkProgramTest::exactly,
        new Dense("a", 0, 2, TestPrograms.filters(0, 2, 2)));
  }

  @Test
  void refusesResidualOfAnotherSize() {
    assertRefused(
        "adds a value of another size",
        convolution("a", 0, SAME_SIZE),
        convolution("b", 1, SAME_SIZE),
        convolution("c", 2, HALF).plus(1));
  }

  @Test
  void refusesResidualThatComesLater() {
    assertRefused("adds what is not there yet", convolution("a", 0, SAME_SIZE).plus(1));
  }

  @Test
  void refusesWritingOverTheNetworksInput() {
    assertRefused("adds what is not there yet", convolution("a", 0, SAME_SIZE).plus(0));
    assertRefused(
        "overwrites a value that is still read",
        NetworkProgramTest::vectorProgram,
        new Softmax("a", 0));
  }

  @Test
  void refusesAddingItsOwnInput() {
    assertRefused(
        "adds its own input",
        convolution("a", 0, SAME_SIZE),
        convolution("b", 1, SAME_SIZE).plus(1));
  }

  @Test
  void refusesWritingOverWhatIsStillRead() {
    assertRefused(
        "b overwrites a value that is still read",
        convolution("a", 0, SAME_SIZE),
        convolution("n", 1, SAME_SIZE),
        convolution("b", 2, SAME_SIZE).plus(1),
        convolution("late", 1, SAME_SIZE));
  }

  private static void assertRefused(String reason, Operation... operations) {
    assertRefused(reason, NetworkProgramTest::program, operations);
  }

  private static void assertRefused(
      String reason, Function<Operation[], NetworkProgram> make, Operation... operations) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> make.apply(operations));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
  }

  private static NetworkProgram program(Operation... operations) {
    return TestPrograms.withHead(INPUT, operations);
  }

  private static NetworkProgram exactly(Operation... operations) {
    return new NetworkProgram(INPUT, List.of(operations));
  }

  private static NetworkProgram vectorProgram(Operation... operations) {
    return new NetworkProgram(FeatureMap.vector(4), List.of(operations));
  }

  private static Convolution convolution(String name, int input, Window window) {
    return TestPrograms.convolution(name, input, 4, 4, window);
  }
}
