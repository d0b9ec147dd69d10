package org.healthai.model.administration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.ModelChoiceRepository;

/** Choices in memory that can be switched off. One thread. */
public final class MemoryModelChoices implements ModelChoiceRepository {
  private final Map<String, ModelChoice> choices = new TreeMap<>();
  private boolean available = true;
  private Runnable whileReading = () -> {};

  void available(boolean answers) {
    available = answers;
  }

  /** Runs once, when the next list is read and not yet handed out. */
  void whileReading(Runnable change) {
    whileReading = change;
  }

  @Override
  public List<ModelChoice> list() {
    requireAvailable();
    List<ModelChoice> read = List.copyOf(choices.values());
    Runnable change = whileReading;
    whileReading = () -> {};
    change.run();
    return read;
  }

  @Override
  public ModelChoice change(String name, UnaryOperator<ModelChoice> change) {
    requireAvailable();
    return choices.compute(
        name, (key, old) -> change.apply(old == null ? ModelChoice.none(key) : old));
  }

  private void requireAvailable() {
    if (!available) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "switched off");
    }
  }
}
