package org.healthai.model.jpa;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import org.healthai.model.choice.ModelChoice;
import org.jspecify.annotations.Nullable;

/** A row of {@code model_choices} with its rows of {@code unloaded_models}. */
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

  /** For the JPA provider. */
  protected ModelChoiceEntity() {}

  ModelChoiceEntity(String name) {
    this.name = name;
    this.unloaded = new HashSet<>();
  }

  ModelChoice toChoice() {
    return new ModelChoice(name, defaultVersion, previousVersion, unloaded);
  }

  void set(ModelChoice choice) {
    defaultVersion = choice.defaultVersion();
    previousVersion = choice.previousVersion();
    unloaded.retainAll(choice.unloaded());
    unloaded.addAll(choice.unloaded());
  }
}
