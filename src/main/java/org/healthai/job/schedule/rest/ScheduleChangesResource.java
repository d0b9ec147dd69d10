package org.healthai.job.schedule.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
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
import org.healthai.job.schedule.Schedules;
import org.healthai.web.openapi.CommonResponses;

/** Schedules of jobs: changing and removing them. */
@Path(SchedulesResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class ScheduleChangesResource {
  private final Schedules schedules;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected ScheduleChangesResource() {
    this(null);
  }

  /** A resource on these schedules. */
  @Inject
  public ScheduleChangesResource(Schedules schedules) {
    this.schedules = schedules;
  }

  /** Changes a schedule. */
  @PATCH
  @Path("/{id}")
  @Requires(Permission.JOBS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Audited(value = AuditAction.SCHEDULE_CHANGE, entity = SchedulesResource.ENTITY, id = "id")
  @Operation(
      operationId = "changeJobSchedule",
      summary = "Change a schedule of jobs",
      description =
          "Absent members stay as they are; an empty text takes model, version, operating_point or"
              + " webhook_url away. Its next turn is the next that comes from now on. A job that is"
              + " being made goes on.",
      extensions =
          @Extension(name = CommonResponses.ERRORS, value = ScheduleExamples.CHANGE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The schedule as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ScheduleResponse.class),
              examples = @ExampleObject(name = "schedule", value = ScheduleExamples.SCHEDULE)))
  public ScheduleResponse change(
      @Parameter(description = SchedulesResource.ID, example = "51") @PathParam("id") long id,
      ScheduleChangeRequest request,
      @Context SecurityContext security,
      @Context HttpServletRequest servletRequest) {
    ScheduleChangeRequest body = Members.body(request);
    return ScheduleResponse.of(
        schedules.change(
            Callers.of(security),
            id,
            body::appliedTo,
            body.toActive(),
            Occasions.of(servletRequest)));
  }

  /** Removes a schedule. */
  @DELETE
  @Path("/{id}")
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.SCHEDULE_CHANGE, entity = SchedulesResource.ENTITY, id = "id")
  @Operation(
      operationId = "deleteJobSchedule",
      summary = "Remove a schedule of jobs",
      description = "No further turn comes. The jobs that it has made stay.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = ScheduleExamples.ONE_ERRORS))
  @APIResponse(responseCode = "204", description = "It is removed.")
  public void remove(
      @Parameter(description = SchedulesResource.ID, example = "51") @PathParam("id") long id,
      @Context SecurityContext security,
      @Context HttpServletRequest servletRequest) {
    schedules.remove(Callers.of(security), id, Occasions.of(servletRequest));
  }
}
