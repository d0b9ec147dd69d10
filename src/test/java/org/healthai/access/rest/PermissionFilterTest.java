package org.healthai.access.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.healthai.access.CallerFixture;
import org.healthai.access.Permission;
import org.healthai.web.Open;
import org.healthai.web.RestHarness;
import org.healthai.web.RestHarness.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionFilterTest {
  private final RestHarness rest = new RestHarness(new PermissionFilter(), new Calls());

  @ParameterizedTest
  @CsvSource({
    "READ,/calls/reading,204",
    "READ,/calls/models,403",
    "READ,/calls/open,204",
    "MODELS,/calls/reading,403",
    "MODELS,/calls/models,204",
    "ADMIN,/calls/reading,403",
    "ALL_TENANTS,/calls/reading,403",
  })
  void letsCallersDoWhatTheyMay(Permission held, String path, int status) {
    rest.as(CallerFixture.of("north", held));

    assertEquals(status, rest.get(path).status());
  }

  @Test
  void nobodyMayCallAMethodWithoutARule() {
    rest.as(CallerFixture.administrator());

    Answer answer = rest.get("/calls/forgotten");

    assertEquals(403, answer.status());
    assertEquals("FORBIDDEN", answer.code());
    assertEquals("nobody may make this call", answer.json().getString("detail"));
  }

  @Test
  void strangersGetNothingButOpenCalls() {
    assertEquals(401, rest.get("/calls/reading").status());
    assertEquals(403, rest.get("/calls/forgotten").status());
    assertEquals(204, rest.get("/calls/open").status());
  }

  /** One call of each kind. */
  @Path("/calls")
  public static class Calls {
    @GET
    @Path("/reading")
    @Requires(Permission.READ)
    public void reading() {}

    @GET
    @Path("/models")
    @Requires(Permission.MODELS)
    public void models() {}

    @GET
    @Path("/open")
    @Open
    public void open() {}

    @GET
    @Path("/forgotten")
    public void forgotten() {}
  }
}
