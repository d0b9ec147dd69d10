package org.healthai.model.proof;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.healthai.image.Preprocessing;

/**
 * Films of random blotches, from coarse to noise, as inputs of a model. Every value is one that a
 * film could have: an 8-bit engine promises nothing outside that range. The same films each time.
 */
final class DrawnFilms {
  /** Sides of the blotches in pixels; 1 is noise. */
  private static final int[] BLOTCHES = {1, 2, 8, 32, 64};

  private DrawnFilms() {}

  /** A film for each size of blotches. */
  static List<NamedInput> of(Preprocessing preprocessing) {
    return IntStream.range(0, BLOTCHES.length)
        .mapToObj(
            film ->
                new NamedInput(
                    "drawn film " + film,
                    draw(preprocessing, BLOTCHES[film], new SplittableRandom(film))))
        .toList();
  }

  /** Linear between the random levels of a grid, as a blurred film would be. */
  private static float[] draw(Preprocessing shape, int blotch, SplittableRandom random) {
    int columns = shape.width() / blotch + 2;
    double[] grid = random.doubles((long) columns * (shape.height() / blotch + 2)).toArray();
    float[] input = new float[shape.floatCount()];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        double level = level(grid, columns, (double) x / blotch, (double) y / blotch);
        for (int c = 0; c < shape.channels(); c++) {
          int index = (y * shape.width() + x) * shape.channels() + c;
          input[index] = (float) ((level - shape.mean().get(c)) / shape.std().get(c));
        }
      }
    }
    return input;
  }

  private static double level(double[] grid, int columns, double x, double y) {
    int row = (int) y;
    int column = (int) x;
    int corner = row * columns + column;
    double right = x - column;
    double down = y - row;
    double above = grid[corner] * (1 - right) + grid[corner + 1] * right;
    double below = grid[corner + columns] * (1 - right) + grid[corner + columns + 1] * right;
    return above * (1 - down) + below * down;
  }
}
