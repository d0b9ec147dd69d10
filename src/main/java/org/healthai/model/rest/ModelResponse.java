package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.inference.OperatingPoint;
import org.healthai.model.ModelRegistry;
import org.healthai.model.ModelState;
import org.healthai.model.ModelStatus;
import org.healthai.model.ServedModel;
import org.healthai.model.packaging.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * A model and its versions.
 *
 * @param name what requests call it
 * @param defaultVersion the version a request gets that names none; absent as long as none is ready
 * @param previousVersion the default before, to roll back to; absent when there is none
 * @param versions the highest last
 */
@JsonbPropertyOrder({"name", "defaultVersion", "previousVersion", "versions"})
@Schema(name = "Model")
public record ModelResponse(
    @Schema(examples = "chest_xray") String name,
    @JsonbProperty("default_version") @Schema(examples = "2") @Nullable String defaultVersion,
    @JsonbProperty("previous_version") @Schema(examples = "1") @Nullable String previousVersion,
    List<Version> versions) {

  /**
   * A version in short.
   *
   * @param version as requests name it
   * @param state where it is in its life
   * @param reason why it is refused; absent otherwise
   * @param title one line for people; absent unless ready
   * @param labels the classes, in the order of the model's outputs; absent unless ready
   * @param operatingPoints what predict calls may ask it to decide at; absent unless ready
   * @param href where everything about it is
   */
  @JsonbPropertyOrder({"version", "state", "reason", "title", "labels", "operatingPoints", "href"})
  @Schema(name = "ModelVersionSummary")
  public record Version(
      @Schema(examples = "1") String version,
      ModelState state,
      @Nullable String reason,
      @Nullable String title,
      @Schema(examples = "[\"Normal\",\"Bacterial pneumonia\",\"Viral pneumonia\"]")
          @Nullable List<String> labels,
      @JsonbProperty("operating_points") @Schema(examples = "[\"screening\",\"confirm\"]")
          @Nullable List<String> operatingPoints,
      @Schema(examples = "/api/v1/models/chest_xray/versions/1") String href) {

    static Version of(ModelStatus status) {
      ServedModel served = status.served().orElse(null);
      return new Version(
          status.id().version(),
          status.state(),
          status.reason().orElse(null),
          served == null ? null : served.manifest().title(),
          served == null ? null : served.manifest().labels().labels(),
          served == null ? null : operatingPointsOf(served),
          ModelVersionResponse.href(status.id()));
    }

    private static List<String> operatingPointsOf(ServedModel served) {
      return served.manifest().operatingPoints().stream().map(OperatingPoint::name).toList();
    }
  }

  /** Every model of a registry, ordered by name. */
  static List<ModelResponse> allOf(ModelRegistry registry) {
    Map<String, List<ModelStatus>> byName =
        registry.listStatuses().stream()
            .collect(
                Collectors.groupingBy(
                    status -> status.id().name(), TreeMap::new, Collectors.toList()));
    return byName.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), registry))
        .toList();
  }

  private static ModelResponse of(String name, List<ModelStatus> versions, ModelRegistry registry) {
    return new ModelResponse(
        name,
        registry.findDefault(name).map(ModelId::version).orElse(null),
        registry.findChoice(name).previousVersion(),
        versions.stream().map(Version::of).toList());
  }
}
