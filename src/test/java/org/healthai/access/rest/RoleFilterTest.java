package org.healthai.access.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import org.healthai.access.Caller;
import org.healthai.access.Role;
import org.healthai.web.RestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleFilterTest {

  @ParameterizedTest
  @CsvSource({
    "ADMINISTRATOR,/guarded/by-class,204",
    "ADMINISTRATOR,/guarded/by-method,204",
    "ADMINISTRATOR,/open,204",
    "USER,/guarded/by-class,403",
    "USER,/guarded/by-method,204",
    "USER,/open,204",
  })
  void letsARoleDoWhatItMay(Role role, String path, int status) {
    RestHarness rest =
        new RestHarness(new LogIn(role), new RoleFilter(), new Guarded(), new Open());

    assertEquals(status, rest.get(path).status());
  }

  @Test
  void refusesStrangersAndSaysWhatIsMissing() {
    RestHarness.Answer answer =
        new RestHarness(new RoleFilter(), new Guarded()).get("/guarded/by-class");

    assertEquals(403, answer.status());
    assertEquals("FORBIDDEN", answer.code());
    assertEquals(
        "this call needs an API key with the role administrator",
        answer.json().getString("detail"));
  }

  @PreMatching
  private record LogIn(Role role) implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      request.setSecurityContext(new ApiKeySecurityContext(new Caller(1, "somebody", role), true));
    }
  }

  /** For administrators, but for one method. */
  @Path("/guarded")
  @RolesAllowed(Role.ADMINISTRATOR_NAME)
  public static class Guarded {
    @GET
    @Path("/by-class")
    public void byClass() {}

    @GET
    @Path("/by-method")
    @RolesAllowed(Role.USER_NAME)
    public void byMethod() {}
  }

  /** For everybody. */
  @Path("/open")
  public static class Open {
    @GET
    public void open() {}
  }
}
