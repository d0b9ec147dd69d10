package org.healthai.prediction.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.healthai.prediction.BatchPredictionService;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.PredictionService;
import org.healthai.web.LargeBody;
import org.healthai.web.LateFailure;

/** Classifies films. */
@Path("/api/v1/predict")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PredictResource {
  private final PredictionService films;
  private final BatchPredictionService batches;
  private final OrderFactory orders;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected PredictResource() {
    this(null, null, null);
  }

  /** A resource on these services. */
  @Inject
  public PredictResource(
      PredictionService films, BatchPredictionService batches, OrderFactory orders) {
    this.films = films;
    this.batches = batches;
    this.orders = orders;
  }

  /** Classifies one film and stores the answer. */
  @POST
  @Consumes({
    MediaType.MULTIPART_FORM_DATA,
    "image/png",
    "image/jpeg",
    "image/bmp",
    "image/tiff",
    MediaType.APPLICATION_OCTET_STREAM
  })
  public CompletionStage<Response> predict(
      @BeanParam PredictQuery query,
      @Context SecurityContext security,
      @FilePart("file") UploadForm form) {
    return form.handOver(files -> films.predict(files.get(0), orders.forFilm(query, security)))
        .thenApply(PredictResource::created)
        .exceptionally(LateFailure::toResponse);
  }

  /** Classifies several films and stores the answers in one transaction. */
  @POST
  @Path("/batch")
  @LargeBody
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public CompletionStage<Response> predictBatch(
      @BeanParam PredictQuery query,
      @Context SecurityContext security,
      @FilePart(value = "files", repeated = true) UploadForm form) {
    return form.handOver(files -> batches.predict(files, orders.forBatch(query, security)))
        .thenApply(
            outcome ->
                Response.status(Response.Status.CREATED).entity(BatchResponse.of(outcome)).build())
        .exceptionally(LateFailure::toResponse);
  }

  private static Response created(Prediction prediction) {
    return Response.created(URI.create("/api/v1/predictions/" + prediction.id()))
        .entity(PredictionResponse.of(prediction))
        .build();
  }
}
