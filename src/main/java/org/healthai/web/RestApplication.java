package org.healthai.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The REST application, at the root of the server. */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Healthcare AI Backend",
            version = "1",
            description =
                "Classifies chest X-rays with a ResNet and remembers the answers. Decision support"
                    + " for research, not a medical device. Errors are problem documents (RFC"
                    + " 9457); every answer carries X-Request-Id.",
            license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
    security = {
      @SecurityRequirement(name = RestApplication.API_KEY),
      @SecurityRequirement(name = RestApplication.BEARER)
    })
@SecurityScheme(
    securitySchemeName = RestApplication.API_KEY,
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = "X-API-Key",
    description = "The key written to the file which the server names at its first start.")
@SecurityScheme(
    securitySchemeName = RestApplication.BEARER,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description =
        "The access_token that POST /api/v1/auth/login answers, or one of the OpenID Connect"
            + " provider that the server is set up for.")
public class RestApplication extends Application {
  /** Name of one security scheme in the OpenAPI document. */
  public static final String API_KEY = "api_key";

  /** Name of the other one. */
  public static final String BEARER = "bearer";
}
