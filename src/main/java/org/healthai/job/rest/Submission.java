package org.healthai.job.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.healthai.access.Caller;
import org.healthai.access.Tenant;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoots;
import org.healthai.job.Job;
import org.healthai.job.JobModels;
import org.healthai.job.JobSource;
import org.healthai.job.WebhookRule;
import org.healthai.job.intake.CsvManifest;
import org.healthai.job.intake.FormFilms;
import org.healthai.job.intake.IncomingFilms;
import org.healthai.job.intake.JobIntake;
import org.healthai.job.intake.JobRequest;
import org.healthai.job.intake.NdjsonManifest;
import org.healthai.job.intake.ZipFilms;
import org.healthai.limit.Ticket;
import org.healthai.prediction.Requester;
import org.healthai.prediction.rest.UploadLimits;
import org.healthai.prediction.upload.UploadGate;

/** Takes a new job in, straight from the socket. Safe for many threads. */
@Dependent
public class Submission {
  static final String ZIP = "application/zip";

  private final JobIntake intake;
  private final JobModels models;
  private final WebhookRule webhooks;
  private final UploadGate gate;
  private final UploadLimits limits;
  private final ImportRoots roots;

  /** Submissions to this intake. */
  @Inject
  public Submission(
      JobIntake intake,
      JobModels models,
      WebhookRule webhooks,
      UploadGate gate,
      UploadLimits limits,
      ImportRoots roots) {
    this.intake = intake;
    this.models = models;
    this.webhooks = webhooks;
    this.gate = gate;
    this.limits = limits;
    this.roots = roots;
  }

  /** The job that an earlier request with the same key made. */
  Optional<Job> findRepeated(NewJobQuery query, Caller caller) {
    return intake.find(caller.tenant(), query.toKey());
  }

  /** Reads all films and makes the job. */
  JobIntake.Made submit(
      NewJobQuery query,
      MediaType type,
      InputStream body,
      Caller caller,
      Occasion occasion,
      Ticket quota) {
    if (query.webhookUrl != null) {
      webhooks.require(query.webhookUrl);
    }
    JobRequest request =
        new JobRequest(
            Requester.of(caller),
            occasion,
            sourceOf(type),
            models.fix(query.toModel(), query.toVersion(), query.toOperatingPoint()),
            query.webhookUrl,
            query.toKey(),
            quota);
    try (UploadGate.Place place = gate.enterToKeep()) {
      return intake.make(request, filmsOf(type, body, caller.tenant()));
    } catch (IOException broken) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST, "the request's body is damaged or ends too early", broken);
    }
  }

  private static JobSource sourceOf(MediaType type) {
    return switch (type.getSubtype()) {
      case "form-data" -> JobSource.FORM;
      case "zip" -> JobSource.ZIP;
      default -> JobSource.MANIFEST;
    };
  }

  private IncomingFilms filmsOf(MediaType type, InputStream body, Tenant tenant)
      throws IOException {
    return switch (type.getSubtype()) {
      case "form-data" -> new FormFilms(body, type.getParameters().get("boundary"));
      case "zip" -> new ZipFilms(body, limits.maxFileBytes());
      case "csv" -> new CsvManifest(body, roots.find(tenant));
      default -> new NdjsonManifest(body, roots.find(tenant));
    };
  }
}
