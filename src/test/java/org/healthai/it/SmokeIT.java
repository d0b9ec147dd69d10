package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** The quick start of README.md, through a JAX-RS client that knows nothing but the interface. */
@MicroShedTest
public class SmokeIT {

  /** The calls of a first look. */
  @Path("/api/v1")
  @Produces("application/json")
  @Consumes("image/png")
  public interface FirstLook {
    @GET
    @Path("/health")
    JsonObject health();

    @POST
    @Path("/predict")
    JsonObject predict(@HeaderParam("X-API-Key") String key, byte[] film);

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
  void classifiesThePhantomAndRemembersIt() throws Exception {
    JsonObject answer = server.predict(key, Files.readAllBytes(ItEnvironment.phantom()));

    assertEquals("chest_xray", answer.getString("model_name"));
    assertTrue(
        server.predictions(key, 50).stream()
            .anyMatch(row -> row.asJsonObject().getInt("id") == answer.getInt("id")));
  }
}
