package org.healthai.job.schedule.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Members;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.Occasions;
import org.healthai.job.schedule.Schedule;
import org.healthai.job.schedule.Schedules;
import org.healthai.web.openapi.CommonResponses;

/** Schedules of jobs: making them and looking at them. */
@Path(SchedulesResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class SchedulesResource {
  static final String PATH = "/api/v1/job-schedules";
  static final String ENTITY = "job-schedule";
  static final String ID = "Id of the schedule";

  private final Schedules schedules;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected SchedulesResource() {
    this(null);
  }

  /** A resource on these schedules. */
  @Inject
  public SchedulesResource(Schedules schedules) {
    this.schedules = schedules;
  }

  /** Makes a schedule. */
  @POST
  @Requires(Permission.JOBS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.SCHEDULE_CHANGE, entity = ENTITY)
  @Operation(
      operationId = "createJobSchedule",
      summary = "Schedule jobs",
      description =
          "At each of its turns a job is made of the films of a folder below the import root, of"
              + " all of them or with only_new of those that were changed since the last turn that"
              + " worked. Turns that no server was up for are made up for by one. Films of"
              + " scheduled jobs use nobody's quota.",
      extensions =
          @Extension(name = CommonResponses.ERRORS, value = ScheduleExamples.CREATE_ERRORS))
  @APIResponse(
      responseCode = "201",
      description = "Made.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where it is.",
              schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/job-schedules/51")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ScheduleResponse.class),
              examples = @ExampleObject(name = "schedule", value = ScheduleExamples.SCHEDULE)))
  public Response create(
      ScheduleRequest request,
      @Context SecurityContext security,
      @Context HttpServletRequest servletRequest) {
    Schedule made =
        schedules.create(
            Callers.of(security), Members.body(request).toDetails(), Occasions.of(servletRequest));
    return Response.created(URI.create(PATH + "/" + made.id()))
        .entity(ScheduleResponse.of(made))
        .build();
  }

  /** Every schedule that the caller sees. */
  @GET
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.LIST, entity = ENTITY)
  @Operation(
      operationId = "listJobSchedules",
      summary = "List the schedules of jobs",
      description = "The caller's tenant's, all tenants' with all-tenants; the oldest first.")
  @APIResponse(
      responseCode = "200",
      description = "The schedules.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ScheduleResponse[].class),
              examples = @ExampleObject(name = "one", value = ScheduleExamples.SCHEDULES)))
  public ScheduleResponse[] list(@Context SecurityContext security) {
    return schedules.list(Callers.of(security)).stream()
        .map(ScheduleResponse::of)
        .toArray(ScheduleResponse[]::new);
  }

  /** One schedule. */
  @GET
  @Path("/{id}")
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.READ, entity = ENTITY, id = "id")
  @Operation(
      operationId = "getJobSchedule",
      summary = "Show a schedule of jobs",
      description = "With its next turn, and how the last one went.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = ScheduleExamples.ONE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The schedule.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ScheduleResponse.class),
              examples = @ExampleObject(name = "schedule", value = ScheduleExamples.SCHEDULE)))
  public ScheduleResponse get(
      @Parameter(description = ID, example = "51") @PathParam("id") long id,
      @Context SecurityContext security) {
    return ScheduleResponse.of(schedules.get(Callers.of(security), id));
  }
}
