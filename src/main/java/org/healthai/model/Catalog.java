package org.healthai.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelNotFound;
import org.healthai.model.routing.Routes;
import org.jspecify.annotations.Nullable;

/**
 * What a registry serves at one moment: every version's status and the version each name stands
 * for. Immutable, so a request always sees one consistent state and a switch is one assignment.
 *
 * <p>A name stands for the configured version, or else for the first that became ready (the
 * registry loads the highest first), until somebody chooses another or that one is unloaded; then
 * the highest ready one takes its place. Loading a higher version by itself switches nothing.
 */
final class Catalog {
  private static final Duration RETRY_WHILE_LOADING = Duration.ofSeconds(5);

  private final NavigableMap<ModelId, ModelStatus> statuses;
  private final Map<String, ModelId> defaults;
  private final Map<String, ModelChoice> choices;

  private Catalog(
      NavigableMap<ModelId, ModelStatus> statuses,
      Map<String, ModelId> defaults,
      Map<String, ModelChoice> choices) {
    this.statuses = statuses;
    this.defaults = defaults;
    this.choices = choices;
  }

  /** No versions yet, but the configured defaults. */
  static Catalog of(Map<String, String> defaultVersions) {
    Map<String, ModelId> defaults = new HashMap<>();
    defaultVersions.forEach((name, version) -> defaults.put(name, new ModelId(name, version)));
    return new Catalog(new TreeMap<>(), defaults, Map.of());
  }

  /** This catalog with another status of a version. */
  Catalog with(ModelStatus status) {
    NavigableMap<ModelId, ModelStatus> changed = new TreeMap<>(statuses);
    changed.put(status.id(), status);
    Map<String, ModelId> newDefaults = new HashMap<>(defaults);
    String name = status.id().name();
    if (status.state() == ModelState.UNLOADED) {
      newDefaults.remove(name, status.id());
    }
    Catalog result = new Catalog(changed, newDefaults, choices);
    if (!newDefaults.containsKey(name)) {
      result.highest(name, ModelState.READY).ifPresent(s -> newDefaults.put(name, s.id()));
    }
    return result;
  }

  /**
   * This catalog with what administrators chose for a name: the chosen default from now on, ready
   * or not.
   */
  Catalog with(ModelChoice choice) {
    String name = choice.name();
    Map<String, ModelChoice> newChoices = new HashMap<>(choices);
    newChoices.put(name, choice);
    Map<String, ModelId> newDefaults = new HashMap<>(defaults);
    if (choice.defaultVersion() != null) {
      newDefaults.put(name, new ModelId(name, choice.defaultVersion()));
    }
    return new Catalog(statuses, newDefaults, newChoices);
  }

  /** What administrators chose for a name. */
  ModelChoice findChoice(String name) {
    return choices.getOrDefault(name, ModelChoice.none(name));
  }

  /** Whether an administrator took the version out of service. */
  boolean isUnwanted(ModelId id) {
    return findChoice(id.name()).unloaded().contains(id.version());
  }

  List<ModelStatus> listStatuses() {
    return List.copyOf(statuses.values());
  }

  Optional<ModelStatus> findStatus(ModelId id) {
    return Optional.ofNullable(statuses.get(id));
  }

  /** The status of a known version; MODEL_NOT_FOUND for any other. */
  ModelStatus requireStatus(ModelId id) {
    return findStatus(id).orElseThrow(ModelNotFound::unknown);
  }

  Optional<ModelId> findDefault(String name) {
    return Optional.ofNullable(defaults.get(name));
  }

  /** See {@link ModelRegistry#resolve}. */
  ServedModel resolve(String name, @Nullable String version) {
    Optional<ModelStatus> found = version == null ? defaultStatus(name) : status(name, version);
    ModelStatus status = found.orElseThrow(ModelNotFound::unknown);
    return status.served().orElseThrow(() -> notReady(status));
  }

  /** See {@link ModelRegistry#route}. */
  ModelRoute route(String name, @Nullable String version) {
    Map<String, ServedModel> sharing = version == null ? sharing(name) : Map.of();
    if (sharing.size() < 2) {
      ServedModel only =
          sharing.values().stream().findAny().orElseGet(() -> resolve(name, version));
      return key -> only;
    }
    Routes routes = findChoice(name).routes().among(sharing.keySet());
    return key -> Objects.requireNonNull(sharing.get(routes.pick(key.get())));
  }

  /** The ready versions that share a name's films. */
  private Map<String, ServedModel> sharing(String name) {
    Map<String, ServedModel> ready = new HashMap<>();
    for (String version : findChoice(name).routes().weights().keySet()) {
      status(name, version).flatMap(ModelStatus::served).ifPresent(m -> ready.put(version, m));
    }
    return ready;
  }

  /** See {@link ModelRegistry#findShadow}. */
  Optional<ServedModel> findShadow(String name, long predictionId) {
    return Optional.ofNullable(findChoice(name).shadow())
        .filter(shadow -> shadow.takes(predictionId))
        .flatMap(shadow -> status(name, shadow.version()))
        .flatMap(ModelStatus::served);
  }

  private Optional<ModelStatus> status(String name, String version) {
    return ModelId.find(name, version).flatMap(this::findStatus);
  }

  private Optional<ModelStatus> defaultStatus(String name) {
    Optional<ModelId> chosen = findDefault(name);
    return chosen.isPresent()
        ? chosen.flatMap(this::findStatus)
        : highest(name, ModelState.LOADING)
            .or(() -> highest(name, ModelState.REFUSED))
            .or(() -> highest(name, ModelState.UNLOADED));
  }

  /** The highest ready version of the same name but this one. */
  Optional<ModelId> findHighestReadyBeside(ModelId id) {
    return descending(id.name(), ModelState.READY)
        .map(ModelStatus::id)
        .filter(other -> !other.equals(id))
        .findFirst();
  }

  private Optional<ModelStatus> highest(String name, ModelState state) {
    return descending(name, state).findFirst();
  }

  private Stream<ModelStatus> descending(String name, ModelState state) {
    return statuses.descendingMap().values().stream()
        .filter(status -> status.id().name().equals(name) && status.state() == state);
  }

  private static HealthAiException notReady(ModelStatus status) {
    String model = "model " + status.id();
    return switch (status.state()) {
      case LOADING ->
          HealthAiException.retryLater(
              ErrorCode.MODEL_NOT_READY, model + " is being loaded", RETRY_WHILE_LOADING);
      case REFUSED ->
          new HealthAiException(
              ErrorCode.MODEL_NOT_READY,
              model + " is refused: " + status.reason().orElse("no reason known"));
      case READY, UNLOADED ->
          new HealthAiException(ErrorCode.MODEL_NOT_READY, model + " is not loaded");
    };
  }
}
