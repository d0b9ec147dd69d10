package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.inference.EngineDescription;
import org.healthai.inference.OperatingPoint;
import org.healthai.model.ModelState;
import org.healthai.model.ModelStatus;
import org.healthai.model.ServedModel;
import org.healthai.model.packaging.ModelId;
import org.healthai.model.packaging.ModelManifest;
import org.healthai.model.packaging.TrainingFacts;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a version.
 *
 * @param name what requests call the model
 * @param version as requests name it
 * @param isDefault true when a request gets it that names no version
 * @param state where it is in its life
 * @param reason why it is refused; absent otherwise
 * @param details what the package says and what runs it; absent unless ready
 */
@JsonbPropertyOrder({"name", "version", "isDefault", "state", "reason", "details"})
@Schema(name = "ModelVersion")
public record ModelVersionResponse(
    @Schema(examples = "chest_xray") String name,
    @Schema(examples = "1") String version,
    @JsonbProperty("is_default") boolean isDefault,
    ModelState state,
    @Nullable String reason,
    @Nullable Details details) {

  /**
   * What is known of a ready version.
   *
   * @param title one line for people
   * @param type kind of model
   * @param architecture the network
   * @param labels the classes, in the order of the model's outputs
   * @param operatingPoints operating point to label to threshold: what predict calls may name
   * @param temperature calibration: probabilities are softmax(logits / temperature)
   * @param input what a film becomes before the network sees it
   * @param training what it was trained on
   * @param metrics data split to measure to value
   * @param researchUseOnly true while it must not be used on patients
   * @param engine what runs it
   * @param card where its model card is; absent when it has none
   */
  @JsonbPropertyOrder({
    "title",
    "type",
    "architecture",
    "labels",
    "operatingPoints",
    "temperature",
    "input",
    "training",
    "metrics",
    "researchUseOnly",
    "engine",
    "card"
  })
  @Schema(name = "ModelDetails")
  public record Details(
      String title,
      @Schema(examples = "chest_xray") String type,
      @Schema(examples = "resnet18") String architecture,
      List<String> labels,
      @JsonbProperty("operating_points")
          @Schema(
              examples =
                  "{\"screening\":{\"Normal\":0.925,\"Bacterial pneumonia\":0.21,\"Viral"
                      + " pneumonia\":0.0622},\"confirm\":{\"Normal\":0.32}}")
          Map<String, Map<String, Double>> operatingPoints,
      @Schema(examples = "0.92") double temperature,
      InputResponse input,
      Training training,
      @Schema(examples = "{\"test\":{\"films\":611,\"accuracy\":0.822}}")
          Map<String, Map<String, BigDecimal>> metrics,
      @JsonbProperty("research_use_only") boolean researchUseOnly,
      Engine engine,
      @Schema(examples = "/api/v1/models/chest_xray/versions/1/card") @Nullable String card) {

    static Details of(ServedModel model) {
      ModelManifest manifest = model.manifest();
      return new Details(
          manifest.title(),
          manifest.type(),
          manifest.architecture(),
          manifest.labels().labels(),
          byName(manifest.operatingPoints()),
          manifest.temperature(),
          InputResponse.of(manifest.input().preprocessing()),
          Training.of(manifest.training()),
          manifest.metrics(),
          manifest.researchUseOnly(),
          Engine.of(model.engine()),
          model.card().map(text -> href(model.id()) + "/card").orElse(null));
    }

    private static Map<String, Map<String, Double>> byName(List<OperatingPoint> points) {
      Map<String, Map<String, Double>> thresholds = new LinkedHashMap<>();
      points.forEach(point -> thresholds.put(point.name(), point.thresholds()));
      return thresholds;
    }
  }

  /**
   * Where a model comes from.
   *
   * @param data what it was trained on
   * @param licence licence of that data
   * @param attribution the line the licence asks for
   * @param checkpointSha256 of the PyTorch file it was imported from
   */
  @JsonbPropertyOrder({"data", "licence", "attribution", "checkpointSha256"})
  @Schema(name = "ModelTraining")
  public record Training(
      String data,
      @Schema(examples = "CC BY 4.0") String licence,
      String attribution,
      @JsonbProperty("checkpoint_sha256") String checkpointSha256) {

    static Training of(TrainingFacts facts) {
      return new Training(
          facts.data(), facts.licence(), facts.attribution(), facts.checkpointSha256());
    }
  }

  /**
   * What runs a model.
   *
   * @param engine the engine's setting name
   * @param backend what computes underneath
   * @param detail one line on how
   */
  @JsonbPropertyOrder({"engine", "backend", "detail"})
  @Schema(name = "ModelEngine")
  public record Engine(
      @Schema(examples = "dl4j") String engine,
      @Schema(examples = "onednn") String backend,
      String detail) {

    static Engine of(EngineDescription description) {
      return new Engine(description.engine(), description.backend(), description.detail());
    }
  }

  static ModelVersionResponse of(ModelStatus status, boolean isDefault) {
    return new ModelVersionResponse(
        status.id().name(),
        status.id().version(),
        isDefault,
        status.state(),
        status.reason().orElse(null),
        status.served().map(Details::of).orElse(null));
  }

  /** Path of a version's resource; name and version need no escaping. */
  static String href(ModelId id) {
    return ModelsResource.PATH + "/" + id.name() + "/versions/" + id.version();
  }
}
