package org.healthai.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says who answers here and where to go on. */
@Path("/")
@RequestScoped
@Tag(name = "Server")
public class RootResource {
  private final ApplicationInfo info;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // never called on the proxy itself
  protected RootResource() {
    this(null);
  }

  /** A resource that introduces {@code info}. */
  @Inject
  public RootResource(ApplicationInfo info) {
    this.info = info;
  }

  /** The server's name, version and entry points. */
  @GET
  @Open
  @Produces(MediaType.APPLICATION_JSON)
  @SecurityRequirements
  @Operation(
      operationId = "root",
      summary = "Name, version and links",
      description = "Says who answers here and where to go on. Needs no key.")
  public Welcome welcome() {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("docs", "/openapi/ui");
    links.put("openapi", "/openapi");
    links.put("health", "/api/v1/health");
    links.put("ready", "/health/ready");
    return new Welcome(info.name(), info.version(), links);
  }

  /**
   * The answer of {@code GET /}.
   *
   * @param links relation to path on this server
   */
  @JsonbPropertyOrder({"name", "version", "links"})
  @Schema(name = "Welcome")
  public record Welcome(
      @Schema(examples = "Healthcare AI Backend") String name,
      @Schema(examples = "0.1.0") String version,
      Map<String, String> links) {}
}
