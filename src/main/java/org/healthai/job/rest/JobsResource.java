package org.healthai.job.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.healthai.access.Caller;
import org.healthai.access.Permission;
import org.healthai.access.rest.Callers;
import org.healthai.access.rest.Requires;
import org.healthai.audit.AuditAction;
import org.healthai.audit.rest.Audited;
import org.healthai.audit.rest.Occasions;
import org.healthai.job.Job;
import org.healthai.job.JobControl;
import org.healthai.job.JobFilter;
import org.healthai.job.intake.JobIntake;
import org.healthai.limit.Ticket;
import org.healthai.limit.rest.Metered;
import org.healthai.limit.rest.Tickets;
import org.healthai.web.LargeBody;
import org.healthai.web.PageLinks;
import org.healthai.web.openapi.CommonResponses;

/** Makes and lists jobs. */
@Path(JobsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs", description = "Have thousands of films classified, while nobody waits")
public class JobsResource {
  static final String PATH = "/api/v1/jobs";
  static final String ENTITY = "job";
  static final String TOTAL_HEADER = "X-Total-Count";
  static final String REPLAYED_HEADER = "Idempotency-Replayed";

  private final Submission submission;
  private final JobControl jobs;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected JobsResource() {
    this(null, null);
  }

  /** A resource on these jobs. */
  @Inject
  public JobsResource(Submission submission, JobControl jobs) {
    this.submission = submission;
    this.jobs = jobs;
  }

  /** Makes a job. */
  @POST
  @Metered
  @LargeBody
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.JOB_CREATE, entity = ENTITY)
  @Consumes({
    MediaType.MULTIPART_FORM_DATA,
    Submission.ZIP,
    ResultFormat.CSV_TYPE,
    ResultFormat.NDJSON_TYPE
  })
  @Operation(
      operationId = "createJob",
      summary = "Have many films classified",
      description =
          "Takes the films and answers when all of them are kept; they are classified afterwards,"
              + " each of them once, whatever dies in between. A film that fails is told in the"
              + " job's results and never fails the others. Costs as many predictions of the"
              + " caller's quota as it has films.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.CREATE_ERRORS))
  @RequestBody(
      required = true,
      description =
          "A form in which every part is named files and holds one film; a ZIP of films; or a"
              + " manifest of files of the server, below healthai.job.import-root: CSV with the"
              + " columns path, patient_reference and study_reference (the latter two where"
              + " wanted), or a JSON object with these members a line.",
      content = {
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            schema = @Schema(implementation = JobUploadSchemas.FilmsForm.class)),
        @Content(
            mediaType = Submission.ZIP,
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = ResultFormat.CSV_TYPE,
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "two films", value = JobExamples.CSV)),
        @Content(
            mediaType = ResultFormat.NDJSON_TYPE,
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "two films", value = JobExamples.NDJSON))
      })
  @APIResponse(
      responseCode = "202",
      description = "All films are kept, and are being classified.",
      headers = {
        @Header(
            name = HttpHeaders.LOCATION,
            description = "Where the job is.",
            schema = @Schema(type = SchemaType.STRING, examples = "/api/v1/jobs/42")),
        @Header(
            name = REPLAYED_HEADER,
            description = "true where an earlier request with the same Idempotency-Key made it.",
            schema = @Schema(type = SchemaType.STRING, examples = "true"))
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobResponse.class),
              examples = @ExampleObject(name = "new", value = JobExamples.NEW)))
  public Response create(
      @BeanParam NewJobQuery query,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      InputStream body) {
    Caller caller = Callers.of(security);
    Ticket quota = Tickets.of(request);
    JobIntake.Made made =
        submission
            .findRepeated(query, caller)
            .map(job -> new JobIntake.Made(job, true))
            .orElseGet(
                () ->
                    submission.submit(
                        query, headers.getMediaType(), body, caller, Occasions.of(request), quota));
    if (made.replayed()) {
      quota.giveBackAll();
      return accepted(made.job()).header(REPLAYED_HEADER, "true").build();
    }
    return accepted(made.job()).build();
  }

  private Response.ResponseBuilder accepted(Job job) {
    return Response.accepted(JobResponse.of(jobs.progressOf(job)))
        .location(URI.create(PATH + "/" + job.id()));
  }

  /** One page, newest first. */
  @GET
  @Requires(Permission.JOBS)
  @Audited(value = AuditAction.LIST, entity = ENTITY)
  @Operation(
      operationId = "listJobs",
      summary = "List jobs",
      description =
          "One page of the caller's tenant's jobs, all tenants' with all-tenants, newest first.",
      extensions = @Extension(name = CommonResponses.ERRORS, value = JobExamples.LIST_ERRORS))
  @APIResponse(
      responseCode = "200",
      description = "A page, empty when nothing is there.",
      headers = {
        @Header(
            name = TOTAL_HEADER,
            description = "Jobs that the filters let through, on all pages.",
            schema = @Schema(type = SchemaType.INTEGER, examples = "1")),
        @Header(
            name = HttpHeaders.LINK,
            description = "The pages first, prev, next and last (RFC 8288).",
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    examples = "</api/v1/jobs?skip=0&limit=100>; rel=\"first\""))
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobResponse[].class),
              examples = @ExampleObject(name = "one", value = JobExamples.LIST)))
  public Response list(
      @BeanParam JobQuery query, @Context UriInfo uri, @Context SecurityContext security) {
    int skip = query.toSkip();
    int limit = query.toLimit();
    JobFilter filter = query.toFilter(Callers.of(security));
    List<JobResponse> page = jobs.list(filter, skip, limit).stream().map(JobResponse::of).toList();
    long total = jobs.count(filter);
    return Response.ok(page.toArray(JobResponse[]::new))
        .header(TOTAL_HEADER, total)
        .header(HttpHeaders.LINK, new PageLinks(uri.getRequestUri(), skip, limit, total).toHeader())
        .build();
  }
}
