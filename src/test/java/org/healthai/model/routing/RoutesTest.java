package org.healthai.model.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final int STUDIES = 20_000;
  private static final List<RouteKey> KEYS =
      IntStream.range(0, STUDIES).mapToObj(i -> RouteKey.ofStudy("study " + i)).toList();

  private static Map<String, Double> observedShares(Routes routes) {
    Map<String, Double> shares = new HashMap<>();
    KEYS.forEach(key -> shares.merge(routes.pick(key), 1.0 / STUDIES, Double::sum));
    return shares;
  }

  /** Four standard deviations of a share of 20,000 are at most 0.0142. */
  @Test
  void dividesByTheWeights() {
    Routes routes = new Routes(Map.of("1", 70, "2", 20, "3", 10));

    Map<String, Double> observed = observedShares(routes);

    routes
        .shares()
        .forEach((version, share) -> assertEquals(share, observed.get(version), 0.0142, version));
  }

  @Test
  void givesEverythingToTheOnlyVersion() {
    assertEquals(Map.of("1", 1.0), new Routes(Map.of("1", 7)).shares());
    assertTrue(KEYS.stream().allMatch(key -> new Routes(Map.of("1", 7)).pick(key).equals("1")));
  }

  @Test
  void keepsAKeyWhereItIs() throws IOException {
    Routes routes = new Routes(Map.of("1", 50, "2", 50));
    byte[] film = {1, 2, 3};

    for (int i = 0; i < 100; i++) {
      assertEquals(routes.pick(RouteKey.ofStudy("s" + i)), routes.pick(RouteKey.ofStudy("s" + i)));
    }
    assertEquals(routes.pick(ofFilm(film)), routes.pick(ofFilm(film.clone())));
  }

  /**
   * The picks of an independent Python program: another hash would move every study of a running
   * comparison.
   */
  @Test
  void neverChangesItsMind() {
    Routes routes = new Routes(Map.of("1", 50, "2", 50));

    String picks =
        IntStream.range(0, 16)
            .mapToObj(i -> routes.pick(RouteKey.ofStudy("study-" + i)))
            .reduce("", String::concat);

    assertEquals("2121112122111122", picks);
  }

  @Test
  void movesOnlyTheFilmsOfAVersionThatLeaves() {
    Routes all = new Routes(Map.of("1", 40, "2", 30, "3", 30));
    Routes without = all.among(List.of("1", "2", "9"));

    assertEquals(Map.of("1", 40, "2", 30), without.weights());
    for (RouteKey key : KEYS) {
      String before = all.pick(key);
      assertTrue(before.equals("3") || before.equals(without.pick(key)));
    }
  }

  @Test
  void takesFilmsOnlyForTheVersionThatGainsWeight() {
    Routes before = new Routes(Map.of("1", 90, "2", 10));
    Routes after = new Routes(Map.of("1", 90, "2", 30));

    for (RouteKey key : KEYS) {
      assertTrue(after.pick(key).equals(before.pick(key)) || after.pick(key).equals("2"));
    }
  }

  @Test
  void doesNotTakeAFilmForAStudy() throws IOException {
    Routes routes = new Routes(Map.of("1", 50, "2", 50));

    long same =
        IntStream.range(0, 1000)
            .filter(i -> routes.pick(RouteKey.ofStudy("x" + i)).equals(pickOfFilm(routes, "x" + i)))
            .count();

    assertTrue(same > 400 && same < 600, "independent: " + same);
  }

  @Test
  void hasNothingToPickFromWhenNothingIsDivided() {
    assertTrue(Routes.NONE.isEmpty());
    assertThrows(NoSuchElementException.class, () -> Routes.NONE.pick(KEYS.get(0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001, Integer.MIN_VALUE})
  void refusesAWeightOutOfRange(int weight) {
    assertThrows(IllegalArgumentException.class, () -> new Routes(Map.of("1", weight)));
  }

  @Test
  void refusesTooManyVersions() {
    Map<String, Integer> weights = new HashMap<>();
    IntStream.rangeClosed(1, 11).forEach(i -> weights.put("v" + i, 1));

    assertThrows(IllegalArgumentException.class, () -> new Routes(weights));
  }

  private static String pickOfFilm(Routes routes, String content) {
    try {
      return routes.pick(ofFilm(content.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RouteKey ofFilm(byte[] bytes) throws IOException {
    return RouteKey.ofFilm(new ByteArrayInputStream(bytes));
  }
}
