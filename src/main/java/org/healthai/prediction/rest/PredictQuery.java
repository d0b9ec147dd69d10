package org.healthai.prediction.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.healthai.prediction.subject.SubjectReferences;
import org.jspecify.annotations.Nullable;

/** What a prediction call may carry beside its files, as text. */
public class PredictQuery {
  /** Request header: how long the client waits. */
  static final String TIMEOUT_HEADER = "Request-Timeout";

  /** Request header: the study that the films belong to. */
  static final String STUDY_HEADER = "X-Study-Id";

  /** Request header: the patient that the films are of, as the caller's system calls them. */
  static final String PATIENT_REFERENCE_HEADER = "X-Patient-Reference";

  /** Request header: the study that the films are of, as the caller's system calls it. */
  static final String STUDY_REFERENCE_HEADER = "X-Study-Reference";

  private static final String REFERENCE =
      " Stored as a keyed hash and sealed; shown only to callers with the permission privacy.";

  /** Query parameter: at which thresholds to decide. */
  static final String OPERATING_POINT = "operating_point";

  /** Query parameter: how urgent it is. */
  static final String PRIORITY = "priority";

  @QueryParam("model")
  @Parameter(
      description = "Model to ask; the server's default model when absent.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = Parameters.MAX_TEXT_LENGTH,
              examples = "chest_xray"))
  @Nullable String model;

  @QueryParam("version")
  @Parameter(
      description =
          "Version of the model; when absent, the versions that share its films, or else its"
              + " default.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = Parameters.MAX_TEXT_LENGTH,
              examples = "1"))
  @Nullable String version;

  @QueryParam(OPERATING_POINT)
  @Parameter(
      description =
          "Operating point of the model: the answer then also says which labels are positive at its"
              + " thresholds. Which ones a version has is shown below /api/v1/models. A film whose"
              + " version has no such point is refused with UNKNOWN_OPERATING_POINT.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = Parameters.MAX_TEXT_LENGTH,
              examples = "screening"))
  @Nullable String operatingPoint;

  @QueryParam("study_id")
  @Parameter(
      description =
          "Where versions of the model share the films, all films of one study go to the same"
              + " version; absent, the same file always goes to the same version. Neither stored"
              + " nor logged.",
      schema =
          @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Parameters.MAX_TEXT_LENGTH))
  @Nullable String studyId;

  @HeaderParam(STUDY_HEADER)
  @Parameter(
      description = "The same as study_id, which must not be in a URL where URLs are logged.",
      schema =
          @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Parameters.MAX_TEXT_LENGTH))
  @Nullable String studyIdHeader;

  @HeaderParam(PATIENT_REFERENCE_HEADER)
  @Parameter(
      description =
          "The patient that every film of the request is of: printable ASCII, not a name where an"
              + " identifier will do."
              + REFERENCE,
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = SubjectReferences.MAX_LENGTH,
              examples = "MRN-0047110815"))
  @Nullable String patientReference;

  @HeaderParam(STUDY_REFERENCE_HEADER)
  @Parameter(
      description =
          "The study that every film of the request is of: printable ASCII. Without study_id it also"
              + " keeps the study's films with one version."
              + REFERENCE,
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = SubjectReferences.MAX_LENGTH,
              examples = "ACC-20261126-7"))
  @Nullable String studyReference;

  @QueryParam(PRIORITY)
  @Parameter(
      description = "How urgent it is. Absent: routine for a single film, bulk for a batch.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"stat", "routine", "bulk"}))
  @Nullable String priority;

  @HeaderParam(TIMEOUT_HEADER)
  @Parameter(
      description =
          "Seconds, with or without a fraction, after which the answer is of no use: the call then"
              + " fails with DEADLINE_PASSED and nothing is stored. At most 600 by default. Absent:"
              + " 30 for a film and 120 for a batch by default.",
      schema =
          @Schema(
              type = SchemaType.NUMBER,
              minimum = "0",
              exclusiveMinimum = true,
              examples = "10"))
  @Nullable String timeout;

  /** What decides which version gets the films; of the three the first that is there. */
  @Nullable String toStudy() {
    String named = Parameters.toText("study_id", studyId);
    String sent = Parameters.toText(STUDY_HEADER, studyIdHeader);
    String study = named == null ? sent : named;
    return study == null ? studyReference : study;
  }

  SubjectReferences toSubject() {
    return new SubjectReferences(patientReference, studyReference);
  }
}
