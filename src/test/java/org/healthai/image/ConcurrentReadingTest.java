package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;

/** One reader and one preprocessor for all threads: no film gets another's pixels. */
class ConcurrentReadingTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 4;

  private final FilmReader reader = new FilmReader(TestFilms.LIMITS);
  private final FilmPreprocessor preprocessor = new FilmPreprocessor();

  @Test
  void givesEachFilmItsOwnInput() throws Exception {
    List<PillowCase> films = PillowCase.generated();
    List<float[]> serial = films.stream().map(film -> input(film.encoded())).toList();
    List<Callable<float[]>> work = new ArrayList<>();
    for (int i = 0; i < films.size() * ROUNDS; i++) {
      byte[] encoded = films.get(i * 7 % films.size()).encoded();
      work.add(() -> input(encoded));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<float[]>> inputs = threads.invokeAll(work);
      for (int i = 0; i < inputs.size(); i++) {
        assertArrayEquals(serial.get(i * 7 % films.size()), inputs.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private float[] input(byte[] encoded) {
    return preprocessor.toInput(reader.read(encoded, Colour.GREY), TestFilms.SQUASH);
  }
}
