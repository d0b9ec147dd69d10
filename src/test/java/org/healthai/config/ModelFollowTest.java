package org.healthai.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelSettings;
import org.healthai.model.TestLoader;
import org.healthai.model.administration.ModelAdministration;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.ModelChoiceRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFollowTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final Asked choices = new Asked();

  @TempDir private Path root;

  @Test
  void asksAgainAndAgainAlsoAfterAFailure() {
    ModelSettings settings = new ModelSettings(root, "chest_xray", Map.of(), Duration.ZERO);
    try (TestLoader setup = new TestLoader();
        ModelRegistry registry = new ModelRegistry(settings, setup.loader(), Runnable::run)) {
      ModelAdministration administration =
          new ModelAdministration(registry, choices, Clock.systemUTC());
      new ModelFollow(administration, (delay, task) -> later.add(task)).start();
      assertEquals(0, choices.times);

      later.remove().run();
      later.remove().run();

      assertEquals(2, choices.times);
      assertEquals(1, later.size());
    }
  }

  /** Fails in a way that nobody expected. */
  private static final class Asked implements ModelChoiceRepository {
    private int times;

    @Override
    public List<ModelChoice> list() {
      times++;
      throw new IllegalStateException("not a failure of the store");
    }

    @Override
    public ModelChoice change(String name, UnaryOperator<ModelChoice> change) {
      throw new UnsupportedOperationException();
    }
  }
}
