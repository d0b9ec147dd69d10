package org.healthai.prediction.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.healthai.prediction.PredictionHistory;

/** What was predicted so far. */
@Path("/api/v1/predictions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PredictionsResource {
  private static final String TOTAL_HEADER = "X-Total-Count";

  private final PredictionHistory history;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected PredictionsResource() {
    this(null);
  }

  /** A resource on this history. */
  @Inject
  public PredictionsResource(PredictionHistory history) {
    this.history = history;
  }

  /** One page, newest first. */
  @GET
  public Response list(@BeanParam HistoryQuery query, @Context UriInfo uri) {
    int skip = query.toSkip();
    int limit = query.toLimit();
    PredictionHistory.Page page = history.list(query.toFilter(), skip, limit);
    List<PredictionResponse> body =
        page.predictions().stream().map(PredictionResponse::of).toList();
    PageLinks links = new PageLinks(uri.getRequestUri(), skip, limit, page.total());
    return Response.ok(body.toArray(PredictionResponse[]::new))
        .header(TOTAL_HEADER, page.total())
        .header(HttpHeaders.LINK, links.toHeader())
        .build();
  }

  /** One prediction. */
  @GET
  @Path("/{id}")
  public PredictionResponse get(@PathParam("id") String id) {
    return PredictionResponse.of(history.get(Parameters.toId(id)));
  }

  /** Forgets one prediction, and its film where films are kept. */
  @DELETE
  @Path("/{id}")
  public void delete(@PathParam("id") String id) {
    history.delete(Parameters.toId(id));
  }
}
