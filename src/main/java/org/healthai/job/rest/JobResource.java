package org.healthai.job.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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
import jakarta.ws.rs.core.UriInfo;
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
import org.healthai.access.AccessPolicy;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.Occasions;
import org.healthai.job.ItemState;
import org.healthai.job.Job;
import org.healthai.job.JobControl;
import org.healthai.web.PageLinks;
import org.healthai.web.openapi.CommonResponses;

/** Shows, stops and restarts one job. */
@Path(JobsResource.PATH + "/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobResource {
  static final String ID = "Id of the job";

  private final JobControl jobs;
  private final JobItems items;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JobResource() {
    this(null, null);
  }

  /** A resource on these jobs. */
  @Inject
  public JobResource(JobControl jobs, JobItems items) {
    this.jobs = jobs;
    this.items = items;
  }

  /** How a job is getting on. */
  @GET
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.READ, entity = JobsResource.ENTITY, id = "id")
  @Operation(
      operationId = "getJob",
      summary = "Show a job",
      description = "State, how many films are where, the rate, and when it will have ended.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.ONE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "The job.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobResponse.class),
              examples = @ExampleObject(name = "running", value = JobExamples.RUNNING)))
  public JobResponse get(
      @Parameter(
              description = ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Context SecurityContext security) {
    return toResponse(find(jobs, id, security));
  }

  /** Its films. */
  @GET
  @Path("/items")
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.READ, entity = JobsResource.ENTITY, id = "id")
  @Operation(
      operationId = "listJobItems",
      summary = "List the films of a job",
      description = "One page, in the order in which they came: state, and why one failed.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.PAGE_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "A page.",
      headers = {
        @Header(
            name = JobsResource.TOTAL_HEADER,
            description = "Films that the filter lets through, on all pages.",
            schema = @Schema(type = SchemaType.INTEGER, examples = "2")),
        @Header(
            name = HttpHeaders.LINK,
            description = "The pages first, prev, next and last (RFC 8288).",
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    examples = "</api/v1/jobs/42/items?skip=0&limit=100>; rel=\"first\""))
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ItemResponse[].class),
              examples = @ExampleObject(name = "two", value = JobExamples.ITEMS)))
  public Response items(
      @Parameter(
              description = ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @BeanParam JobQuery query,
      @Context UriInfo uri,
      @Context SecurityContext security) {
    int skip = query.toSkip();
    int limit = query.toLimit();
    ItemState state = query.toItemState();
    Job job = find(jobs, id, security);
    int total = items.count(job, state);
    return Response.ok(items.list(job, state, skip, limit).toArray(ItemResponse[]::new))
        .header(JobsResource.TOTAL_HEADER, total)
        .header(HttpHeaders.LINK, new PageLinks(uri.getRequestUri(), skip, limit, total).toHeader())
        .build();
  }

  /** Stops it. */
  @DELETE
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.JOB_STOP, entity = JobsResource.ENTITY, id = "id")
  @Operation(
      operationId = "stopJob",
      summary = "Stop a job",
      description =
          "Films that nobody has begun are not begun any more; those under way are finished. What"
              + " was answered stays. A job that was stopped or has ended stays as it is.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.ONE_ERRORS))
  @APIResponse(
      responseCode = "202",
      description = "It is being stopped, or has ended.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobResponse.class),
              examples = @ExampleObject(name = "stopping", value = JobExamples.STOPPING)))
  public Response stop(
      @Parameter(
              description = ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Job job =
        jobs.stop(toId(id), AccessPolicy.tenantsOf(Callers.of(security)), Occasions.of(request));
    return Response.accepted(toResponse(job)).build();
  }

  /** Has what failed or was stopped tried again. */
  @POST
  @Path("/restart")
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.JOB_RESTART, entity = JobsResource.ENTITY, id = "id")
  @Operation(
      operationId = "restartJob",
      summary = "Restart a job",
      description =
          "Films that failed or were stopped are tried again, as long as the job's films are kept;"
              + " what was answered stays.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.RESTART_ERRORS))
  @APIResponse(
      responseCode = "202",
      description = "It is running again.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobResponse.class),
              examples = @ExampleObject(name = "running", value = JobExamples.RUNNING)))
  public Response restart(
      @Parameter(
              description = ID,
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1"),
              example = "42")
          @PathParam("id")
          String id,
      @Context SecurityContext security,
      @Context HttpServletRequest request) {
    Job job =
        jobs.restart(toId(id), AccessPolicy.tenantsOf(Callers.of(security)), Occasions.of(request));
    return Response.accepted(toResponse(job)).build();
  }

  private JobResponse toResponse(Job job) {
    return JobResponse.of(jobs.progressOf(job));
  }

  /** A job that the caller may see. */
  static Job find(JobControl jobs, String id, SecurityContext security) {
    return jobs.get(toId(id), AccessPolicy.tenantsOf(Callers.of(security)));
  }

  private static long toId(String id) {
    return JobIds.toId(id);
  }
}
