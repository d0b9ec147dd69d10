package org.healthai.model.administration;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
import org.healthai.model.choice.Shadow;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelNotFound;
import org.healthai.model.routing.Routes;

/**
 * Changes which models answer, and remembers it. Every change is checked, stored and only then
 * made: when the store does not answer, nothing has changed; when it does, the change survives a
 * restart. Safe for many threads; one change at a time.
 */
public final class ModelAdministration {
  private static final System.Logger LOG = System.getLogger(ModelAdministration.class.getName());

  private final ModelRegistry registry;
  private final ModelChoiceRepository choices;
  private final Clock clock;
  private boolean adopted;
  private long changes;

  /**
   * Administers {@code registry}.
   *
   * @param clock says since when a shadow runs
   */
  public ModelAdministration(ModelRegistry registry, ModelChoiceRepository choices, Clock clock) {
    this.registry = registry;
    this.choices = choices;
    this.clock = clock;
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
   * another server of the same database changed one. Reads them without holding anybody up.
   *
   * @throws HealthAiException STORE_UNAVAILABLE; nothing has changed then
   */
  public void adopt() {
    boolean upToDate;
    do {
      long seen = changes();
      upToDate = adopt(choices.list(), seen);
    } while (!upToDate);
  }

  private synchronized long changes() {
    return changes;
  }

  /** Does nothing when this server has changed a choice since those were read. */
  private synchronized boolean adopt(List<ModelChoice> stored, long seen) {
    if (seen != changes) {
      return false;
    }
    stored.stream()
        .filter(choice -> !choice.equals(registry.findChoice(choice.name())))
        .forEach(this::adopt);
    adopted = true;
    return true;
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
      throw ModelNotFound.withoutPackage();
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
   *     nothing could replace and for a version that has a share of the films or is the shadow
   */
  public synchronized ModelStatus unload(ModelId id) {
    requireStatus(id);
    requireNoTraffic(id);
    boolean isDefault = registry.findDefault(id.name()).filter(id::equals).isPresent();
    if (isDefault) {
      ModelId next = registry.findHighestReadyBeside(id).orElseThrow(() -> irreplaceable(id));
      change(
          id.name(),
          choice ->
              defaultIsNoShadow(choice.withDefault(next.version(), id.version()))
                  .withUnloaded(id.version()));
    } else {
      change(id.name(), choice -> choice.withUnloaded(id.version()));
    }
    registry.unload(id);
    return requireStatus(id);
  }

  private void requireNoTraffic(ModelId id) {
    ModelChoice choice = registry.findChoice(id.name());
    if (choice.routes().weights().containsKey(id.version())) {
      throw conflict("model %s has a share of the films; change the routes first".formatted(id));
    }
    if (choice.isShadow(id.version())) {
      throw conflict("model %s is the shadow; end that first".formatted(id));
    }
  }

  /**
   * Makes a version the one its name stands for, and the only one: nothing is divided any more.
   *
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown version, CONFLICT for one that is not
   *     ready
   */
  public synchronized void setDefault(ModelId id) {
    requireReady(id);
    Optional<String> replaced = registry.findDefault(id.name()).map(ModelId::version);
    change(id.name(), choice -> alone(choice.withDefault(id.version(), replaced.orElse(null))));
  }

  /** The default answers every film, and is nobody's shadow. */
  private static ModelChoice alone(ModelChoice choice) {
    return defaultIsNoShadow(choice.withRoutes(Routes.NONE));
  }

  private static ModelChoice defaultIsNoShadow(ModelChoice choice) {
    String version = String.valueOf(choice.defaultVersion());
    return choice.isShadow(version) ? choice.withShadow(null) : choice;
  }

  /**
   * Divides the films of requests that name no version.
   *
   * @param routes {@link Routes#NONE} gives all of them to the default
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown name or version, CONFLICT for a
   *     version that is not ready
   */
  public synchronized void setRoutes(String name, Routes routes) {
    requireName(name);
    routes.weights().keySet().forEach(version -> requireReady(ModelId.get(name, version)));
    change(name, choice -> choice.withRoutes(routes));
  }

  /**
   * Makes the previous default the default again, once; nothing is divided any more.
   *
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown name, CONFLICT when there is no
   *     previous default or it is not ready
   */
  public synchronized void rollBack(String name) {
    requireName(name);
    change(name, this::rolledBack);
  }

  /**
   * Lets a version run beside the one that answers. Its report begins now, or goes on when it has
   * been the shadow before.
   *
   * @param percent its share of the answered films, 1 to 100
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown version, CONFLICT for one that is not
   *     ready or is the default
   */
  public synchronized void setShadow(ModelId id, int percent) {
    requireReady(id);
    if (registry.findDefault(id.name()).filter(id::equals).isPresent()) {
      throw conflict("model %s is the default; a shadow is another version".formatted(id));
    }
    Instant now = clock.instant();
    change(
        id.name(),
        choice -> {
          Shadow before = choice.isShadow(id.version()) ? choice.shadow() : null;
          Instant since = before == null ? now : before.since();
          return choice.withShadow(new Shadow(id.version(), percent, since));
        });
  }

  /**
   * Ends the shadow, if there is one; its answers stay.
   *
   * @throws HealthAiException MODEL_NOT_FOUND for an unknown name
   */
  public synchronized void endShadow(String name) {
    requireName(name);
    change(name, choice -> choice.withShadow(null));
  }

  private ModelChoice rolledBack(ModelChoice choice) {
    String previous = choice.previousVersion();
    if (previous == null) {
      throw conflict("model %s has no previous default".formatted(choice.name()));
    }
    requireReady(new ModelId(choice.name(), previous));
    return alone(choice.rolledBack());
  }

  private void change(String name, UnaryOperator<ModelChoice> change) {
    ModelChoice changed = choices.change(name, change);
    changes++;
    registry.choose(changed);
    LOG.log(Level.INFO, "model choice changed: " + changed);
  }

  private void requireName(String name) {
    if (registry.listStatuses().stream().noneMatch(known -> known.id().name().equals(name))) {
      throw ModelNotFound.unknown();
    }
  }

  private ModelStatus requireStatus(ModelId id) {
    return registry.findStatus(id.name(), id.version()).orElseThrow(ModelNotFound::unknown);
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
}
