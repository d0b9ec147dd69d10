package org.healthai.model.administration;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelState;
import org.healthai.model.ModelStatus;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.ModelChoiceRepository;
import org.healthai.model.packaging.ModelId;

/**
 * Changes which models answer, and remembers it. Every change is checked, stored and only then
 * made: when the store does not answer, nothing has changed; when it does, the change survives a
 * restart. Safe for many threads; one change at a time.
 */
public final class ModelAdministration {
  private static final System.Logger LOG = System.getLogger(ModelAdministration.class.getName());

  private final ModelRegistry registry;
  private final ModelChoiceRepository choices;
  private boolean adopted;

  /** Administers {@code registry}. */
  public ModelAdministration(ModelRegistry registry, ModelChoiceRepository choices) {
    this.registry = registry;
    this.choices = choices;
  }

  /**
   * Starts to load models: with the stored choices when {@link #adopt} could read them before, or
   * else with the settings alone until it can.
   */
  public synchronized void start() {
    if (!adopted) {
      LOG.log(
          Level.WARNING,
          "the stored choice of models cannot be read yet; the configured defaults answer until"
              + " then");
    }
    registry.start();
  }

  /**
   * Makes the stored choices those of this server, where they are not yet: at its start, and when
   * another server of the same database changed one.
   *
   * @throws HealthAiException STORE_UNAVAILABLE; nothing has changed then
   */
  public synchronized void adopt() {
    choices.list().stream()
        .filter(choice -> !choice.equals(registry.findChoice(choice.name())))
        .forEach(this::adopt);
    adopted = true;
  }

  private void adopt(ModelChoice choice) {
    registry.choose(choice);
    for (ModelStatus status : registry.listStatuses()) {
      boolean unwanted = choice.unloaded().contains(status.id().version());
      if (status.id().name().equals(choice.name())
          && unwanted != (status.state() == ModelState.UNLOADED)) {
        reload(status.id(), unwanted);
      }
    }
    LOG.log(Level.INFO, "model choice adopted: " + choice);
  }

  private void reload(ModelId id, boolean unwanted) {
    if (unwanted) {
      registry.unload(id);
    } else if (registry.hasPackage(id)) {
      var unused = registry.load(id);
    }
  }

  /**
   * Loads a version, or loads it anew; see {@link ModelRegistry#load}.
   *
   * @throws HealthAiException MODEL_NOT_FOUND without such a package, CONFLICT while it is loading
   */
  public synchronized CompletableFuture<ModelStatus> load(ModelId id) {
    if (!registry.hasPackage(id)) {
      throw new HealthAiException(
          ErrorCode.MODEL_NOT_FOUND, "there is no package of that name and version");
    }
    if (registry.isLoading(id)) {
      throw conflict("model %s is being loaded already".formatted(id));
    }
    change(id.name(), choice -> choice.withLoaded(id.version()));
    return registry.load(id);
  }

  /**
   * Takes a version out of service and leaves it out; see {@link ModelRegistry#unload}. When it is
   * the default, the highest other version that is ready takes its place.
   *
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown version, CONFLICT for a default that
   *     nothing could replace
   */
  public synchronized ModelStatus unload(ModelId id) {
    requireStatus(id);
    boolean isDefault = registry.findDefault(id.name()).filter(id::equals).isPresent();
    if (isDefault) {
      ModelId next = registry.findHighestReadyBeside(id).orElseThrow(() -> irreplaceable(id));
      change(
          id.name(),
          choice -> choice.withDefault(next.version(), id.version()).withUnloaded(id.version()));
    } else {
      change(id.name(), choice -> choice.withUnloaded(id.version()));
    }
    registry.unload(id);
    return requireStatus(id);
  }

  /**
   * Makes a version the one its name stands for.
   *
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown version, CONFLICT for one that is not
   *     ready
   */
  public synchronized void setDefault(ModelId id) {
    requireReady(id);
    Optional<String> replaced = registry.findDefault(id.name()).map(ModelId::version);
    change(id.name(), choice -> choice.withDefault(id.version(), replaced.orElse(null)));
  }

  /**
   * Makes the previous default the default again, once.
   *
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown name, CONFLICT when there is no
   *     previous default or it is not ready
   */
  public synchronized void rollBack(String name) {
    if (registry.listStatuses().stream().noneMatch(known -> known.id().name().equals(name))) {
      throw unknown();
    }
    change(name, this::rolledBack);
  }

  private ModelChoice rolledBack(ModelChoice choice) {
    String previous = choice.previousVersion();
    if (previous == null) {
      throw conflict("model %s has no previous default".formatted(choice.name()));
    }
    requireReady(new ModelId(choice.name(), previous));
    return choice.rolledBack();
  }

  private void change(String name, UnaryOperator<ModelChoice> change) {
    ModelChoice changed = choices.change(name, change);
    registry.choose(changed);
    LOG.log(Level.INFO, "model choice changed: " + changed);
  }

  private ModelStatus requireStatus(ModelId id) {
    return registry.findStatus(id.name(), id.version()).orElseThrow(ModelAdministration::unknown);
  }

  private void requireReady(ModelId id) {
    if (requireStatus(id).served().isEmpty()) {
      throw conflict("model %s is not ready; load it first".formatted(id));
    }
  }

  private static HealthAiException irreplaceable(ModelId id) {
    return conflict(
        "model %s is the default and no other version is ready; load another one first"
            .formatted(id));
  }

  private static HealthAiException conflict(String detail) {
    return new HealthAiException(ErrorCode.CONFLICT, detail);
  }

  private static HealthAiException unknown() {
    return new HealthAiException(
        ErrorCode.MODEL_NOT_FOUND, "there is no model of that name and version");
  }
}
