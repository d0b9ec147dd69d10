package org.healthai.privacy.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.privacy.PatientReport;
import org.healthai.privacy.PatientReports;
import org.healthai.web.openapi.CommonResponses;

/** What a patient is told on request. */
@Path("/api/v1/privacy/report")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy", description = "What is stored about a patient: telling, erasing, holding")
public class ReportResource {
  private final PatientReports reports;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ReportResource() {
    this(null);
  }

  /** A resource on these reports. */
  @Inject
  public ReportResource(PatientReports reports) {
    this.reports = reports;
  }

  /** Everything about a patient. */
  @POST
  @Requires(Permission.PRIVACY)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.EXPORT, entity = "patient-report")
  @Operation(
      operationId = "reportPatient",
      summary = "Report everything about a patient",
      description =
          "Everything that is stored about a patient of one tenant, to be handed out on request"
              + " (GDPR Article 15). A patient that nobody knows has an empty report. A call that"
              + " changes nothing, and yet a POST: what is in an address ends in logs.",
      extensions =
          @Extension(name = CommonResponses.ERRORS, value = PrivacyExamples.PATIENT_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The report, as a download.",
      headers =
          @Header(
              name = HttpHeaders.CONTENT_DISPOSITION,
              description = "Makes a browser save it.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      examples = "attachment; filename=\"patient-report.json\"")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReportResponse.class),
              examples = @ExampleObject(name = "one film", value = PrivacyExamples.REPORT)))
  public Response report(PatientRequest request, @Context SecurityContext security) {
    PatientReport report = reports.of(PrivacyMembers.body(request).toPatient(Callers.of(security)));
    List<HoldResponse> held =
        report.holds().stream()
            .map(hold -> HoldResponse.of(hold, report.patient().reference()))
            .toList();
    return Response.ok(ReportResponse.of(report, held))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"patient-report.json\"")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
