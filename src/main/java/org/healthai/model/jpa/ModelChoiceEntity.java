package org.healthai.model.jpa;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.healthai.model.choice.ModelChoice;
import org.healthai.model.choice.Shadow;
import org.healthai.model.routing.Routes;
import org.healthai.store.EpochMicros;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code model_choices} with its rows of {@code unloaded_models} and {@code model_routes}.
 */
@Entity
@Table(name = "model_choices")
@SuppressWarnings("NullAway.Init") // the JPA provider fills what the empty constructor leaves
class ModelChoiceEntity {
  @Id
  @Column(name = "model_name")
  private String name;

  @Column(name = "default_version")
  private @Nullable String defaultVersion;

  @Column(name = "previous_version")
  private @Nullable String previousVersion;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "unloaded_models", joinColumns = @JoinColumn(name = "model_name"))
  @Column(name = "version")
  private Set<String> unloaded;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "model_routes", joinColumns = @JoinColumn(name = "model_name"))
  @MapKeyColumn(name = "version")
  @Column(name = "weight")
  private Map<String, Integer> weights;

  @Column(name = "shadow_version")
  private @Nullable String shadowVersion;

  @Column(name = "shadow_percent")
  private @Nullable Integer shadowPercent;

  @Column(name = "shadow_since_micros")
  private @Nullable Long shadowSinceMicros;

  /** For the JPA provider. */
  protected ModelChoiceEntity() {}

  ModelChoiceEntity(String name) {
    this.name = name;
    this.unloaded = new HashSet<>();
    this.weights = new HashMap<>();
  }

  ModelChoice toChoice() {
    return new ModelChoice(
        name, defaultVersion, previousVersion, unloaded, new Routes(weights), toShadow());
  }

  void set(ModelChoice choice) {
    defaultVersion = choice.defaultVersion();
    previousVersion = choice.previousVersion();
    unloaded.retainAll(choice.unloaded());
    unloaded.addAll(choice.unloaded());
    weights.keySet().retainAll(choice.routes().weights().keySet());
    weights.putAll(choice.routes().weights());
    set(choice.shadow());
  }

  private void set(@Nullable Shadow shadow) {
    shadowVersion = shadow == null ? null : shadow.version();
    shadowPercent = shadow == null ? null : (Integer) shadow.percent();
    shadowSinceMicros = shadow == null ? null : (Long) EpochMicros.floor(shadow.since());
  }

  private @Nullable Shadow toShadow() {
    return shadowVersion == null || shadowPercent == null || shadowSinceMicros == null
        ? null
        : new Shadow(shadowVersion, shadowPercent, EpochMicros.toInstant(shadowSinceMicros));
  }
}
