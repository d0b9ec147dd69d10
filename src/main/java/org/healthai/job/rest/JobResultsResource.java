package org.healthai.job.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Permission;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.job.Job;
import org.healthai.job.JobControl;
import org.healthai.web.openapi.CommonResponses;
import org.jspecify.annotations.Nullable;

/** What comes out of a job, as it comes. */
@Path(JobsResource.PATH + "/{id}")
@RequestScoped
@Tag(name = "Jobs")
public class JobResultsResource {
  private final JobControl jobs;
  private final JobItems items;
  private final JobEvents events;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JobResultsResource() {
    this(null, null, null);
  }

  /** A resource on these jobs. */
  @Inject
  public JobResultsResource(JobControl jobs, JobItems items, JobEvents events) {
    this.jobs = jobs;
    this.items = items;
    this.events = events;
  }

  /** Every film with its answer. */
  @GET
  @Path("/results")
  @Produces({MediaType.APPLICATION_JSON, ResultFormat.NDJSON_TYPE, ResultFormat.CSV_TYPE})
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.EXPORT, entity = JobsResource.ENTITY, id = "id")
  @Operation(
      operationId = "getJobResults",
      summary = "Take the results of a job",
      description =
          "Streams every film of the job in the order in which they came, with its prediction or"
              + " why there is none; also while the job is running. CSV has cells that no"
              + " spreadsheet computes. When the database goes away meanwhile the connection"
              + " breaks off.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.PAGE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The films.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ResultResponse[].class),
            examples = @ExampleObject(name = "two", value = JobExamples.RESULTS)),
        @Content(mediaType = ResultFormat.NDJSON_TYPE, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = ResultFormat.CSV_TYPE, schema = @Schema(type = SchemaType.STRING))
      })
  public Response results(
      @Parameter(
              description = JobResource.ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Parameter(
              description = "How they are written; absent, as Accept says, else json.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"json", "ndjson", "csv"}))
          @QueryParam("format")
          @Nullable String format,
      @Context Request request,
      @Context SecurityContext security) {
    ResultFormat written = ResultFormat.of(format, request);
    Job job = JobResource.find(jobs, id, security);
    return Response.ok(new ResultStream(items, job, written), written.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"job-%d.%s\"".formatted(job.id(), written.wireName()))
        .build();
  }

  /** Its progress, as it makes it. */
  @GET
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.READ, entity = JobsResource.ENTITY, id = "id")
  @Operation(
      operationId = "watchJob",
      summary = "Watch a job",
      description =
          "Server-sent events: progress whenever something has changed, once a second at most, and"
              + " end, after which the stream is closed. A client that comes back is told how things"
              + " are now.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.EVENT_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = JobUploadSchemas.Event.class)))
  public void events(
      @Parameter(
              description = JobResource.ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Context SecurityContext security,
      @Context SseEventSink sink,
      @Context Sse sse) {
    events.watch(JobResource.find(jobs, id, security), sink, sse);
  }
}
