package org.healthai.privacy.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.job.ItemTraces;
import org.healthai.prediction.Classification;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.rest.DecisionResponse;
import org.healthai.prediction.shadow.ShadowAnswer;
import org.healthai.privacy.PatientReport;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is stored about a patient.
 *
 * @param patientReference whom it is about
 * @param tenant whose records
 * @param generatedAt when it was looked up
 * @param predictions oldest first
 * @param jobFilms films in jobs, answered or not
 * @param legalHolds also lifted ones
 */
@JsonbPropertyOrder({
  "patientReference",
  "tenant",
  "generatedAt",
  "predictions",
  "jobFilms",
  "legalHolds"
})
@Schema(name = "PatientReport")
public record ReportResponse(
    @JsonbProperty("patient_reference") @Schema(examples = "MRN-0047110815")
        String patientReference,
    @Schema(examples = "default") String tenant,
    @JsonbProperty("generated_at") @Schema(examples = "2026-11-26T12:00:00.123456Z")
        Instant generatedAt,
    List<Entry> predictions,
    @JsonbProperty("job_films") List<JobFilm> jobFilms,
    @JsonbProperty("legal_holds") List<HoldResponse> legalHolds) {

  /**
   * One prediction and what belongs to it.
   *
   * @param id of the prediction
   * @param createdAt when it was stored
   * @param studyReference absent where nobody gave one
   * @param film what is remembered of the film
   * @param answer what the patient's doctors were told
   * @param shadow what a version that runs beside the others said; absent without one
   */
  @JsonbPropertyOrder({"id", "createdAt", "studyReference", "film", "answer", "shadow"})
  @Schema(name = "PatientReportEntry")
  public record Entry(
      @Schema(examples = "42") long id,
      @JsonbProperty("created_at") @Schema(examples = "2026-11-26T10:15:30.123456Z")
          Instant createdAt,
      @JsonbProperty("study_reference") @Schema(examples = "ACC-20261126-7")
          @Nullable String studyReference,
      Film film,
      Answer answer,
      @Nullable Answer shadow) {

    static Entry of(PatientReport.Entry entry) {
      Prediction told = entry.prediction();
      ShadowAnswer shadow = entry.shadowOrNull();
      return new Entry(
          told.id(),
          told.createdAt(),
          entry.references().study(),
          new Film(
              told.storedName().value(),
              told.film().format(),
              told.film().width(),
              told.film().height(),
              entry.filmKept()),
          Answer.of(told.classification()),
          shadow == null ? null : Answer.of(shadow.said()));
    }
  }

  /**
   * A film in a job; its answer, where there is one, is among the predictions.
   *
   * @param jobId of the job
   * @param item its number there
   * @param name what the client called it
   * @param state what has become of it
   */
  @JsonbPropertyOrder({"jobId", "item", "name", "state"})
  @Schema(name = "PatientReportJobFilm")
  public record JobFilm(
      @JsonbProperty("job_id") @Schema(examples = "101") long jobId,
      @Schema(examples = "7") int item,
      @Schema(examples = "0007.png") String name,
      @Schema(examples = "done") String state) {

    static JobFilm of(ItemTraces.Trace trace) {
      return new JobFilm(
          trace.ref().jobId(), trace.ref().item(), trace.clientName(), trace.state().wireName());
    }
  }

  /** What is remembered of a film, and whether this server keeps it. */
  @JsonbPropertyOrder({"filename", "format", "width", "height", "kept"})
  @Schema(name = "PatientReportFilm")
  public record Film(
      @Schema(examples = "img_88006d2dd4e9d1ecf19c43bf4a0eea21.png") String filename,
      @Schema(examples = "png") String format,
      @Schema(examples = "1024") int width,
      @Schema(examples = "1024") int height,
      @Schema(examples = "false") boolean kept) {}

  /** What a model said. */
  @JsonbPropertyOrder({"modelName", "modelVersion", "predictionClass", "probabilities", "decision"})
  @Schema(name = "PatientReportAnswer")
  public record Answer(
      @JsonbProperty("model_name") @Schema(examples = "chest_xray") String modelName,
      @JsonbProperty("model_version") @Schema(examples = "1") String modelVersion,
      @JsonbProperty("prediction_class") @Schema(examples = "Normal") String predictionClass,
      @Schema(examples = "{\"Normal\":0.91,\"Bacterial pneumonia\":0.06,\"Viral pneumonia\":0.03}")
          Map<String, Double> probabilities,
      @Nullable DecisionResponse decision) {

    static Answer of(Classification said) {
      return new Answer(
          said.modelName(),
          said.modelVersion(),
          said.label(),
          said.probabilities(),
          DecisionResponse.of(said));
    }
  }

  static ReportResponse of(PatientReport report, List<HoldResponse> holds) {
    return new ReportResponse(
        report.patient().reference(),
        report.patient().tenant().id(),
        report.at(),
        report.entries().stream().map(Entry::of).toList(),
        report.jobFilms().stream().map(JobFilm::of).toList(),
        holds);
  }
}
