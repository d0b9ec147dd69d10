package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.junit.jupiter.api.Test;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/**
 * A first look through a JAX-RS client that knows nothing but the interface. Films go another way:
 * MicroShed's client writes every body as JSON.
 */
@MicroShedTest
public class SmokeIT {

  /** The calls of a first look. */
  @Path("/api/v1")
  @Produces("application/json")
  public interface FirstLook {
    @GET
    @Path("/health")
    JsonObject health();

    @GET
    @Path("/predictions")
    JsonArray predictions(@HeaderParam("X-API-Key") String key, @QueryParam("limit") int limit);
  }

  @RESTClient public static FirstLook server;

  private final String key = ApiClient.firstKeyIn(ItEnvironment.mainData());

  @Test
  void isHealthy() {
    JsonObject health = server.health();

    assertEquals("healthy", health.getString("status"));
    assertTrue(health.getBoolean("model_loaded"));
  }

  @Test
  void classifiesThePhantomAndRemembersIt() {
    JsonObject answer = ApiClient.ofSharedServer().classify(Films.phantom());

    assertEquals("chest_xray", answer.getString("model_name"));
    assertTrue(
        server.predictions(key, 50).stream()
            .anyMatch(row -> row.asJsonObject().getInt("id") == answer.getInt("id")));
  }
}
