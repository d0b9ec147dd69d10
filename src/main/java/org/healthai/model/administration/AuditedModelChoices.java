package org.healthai.model.administration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.ModelChoiceRepository;
import org.healthai.model.choice.Shadow;
import org.jspecify.annotations.Nullable;

/** Has every change of a choice audited, in the same transaction. Safe for many threads. */
public final class AuditedModelChoices implements ModelChoiceRepository {
  private final ModelChoiceRepository choices;
  private final AuditedChanges changes;
  private final Supplier<Occasion> occasion;

  /**
   * Choices that are audited.
   *
   * @param occasion whose request the calling thread works on
   */
  public AuditedModelChoices(
      ModelChoiceRepository choices, AuditedChanges changes, Supplier<Occasion> occasion) {
    this.choices = choices;
    this.changes = changes;
    this.occasion = occasion;
  }

  @Override
  public List<ModelChoice> list() {
    return choices.list();
  }

  @Override
  public ModelChoice change(String name, UnaryOperator<ModelChoice> change) {
    return changes.make(
        occasion.get(), () -> choices.change(name, change), chosen -> List.of(toEntry(chosen)));
  }

  private static AuditEntry toEntry(ModelChoice chosen) {
    Map<String, String> facts = new TreeMap<>();
    put(facts, "default", chosen.defaultVersion());
    put(facts, "previous", chosen.previousVersion());
    put(facts, "unloaded", String.join(" ", new TreeSet<>(chosen.unloaded())));
    put(facts, "routes", weights(chosen));
    Shadow shadow = chosen.shadow();
    put(facts, "shadow", shadow == null ? null : shadow.version() + ":" + shadow.percent());
    return AuditEntry.of(AuditAction.MODEL_CHANGE, new AuditEntity("model", chosen.name()), facts);
  }

  private static String weights(ModelChoice chosen) {
    return new TreeMap<>(chosen.routes().weights())
        .entrySet().stream()
            .map(weight -> weight.getKey() + ":" + weight.getValue())
            .collect(Collectors.joining(" "));
  }

  private static void put(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.put(key, value);
    }
  }
}
