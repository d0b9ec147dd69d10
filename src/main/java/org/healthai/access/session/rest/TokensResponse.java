package org.healthai.access.session.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.session.IssuedTokens;
import org.healthai.access.session.NextStep;

/**
 * The tokens of a session.
 *
 * @param accessToken what goes into {@code Authorization: Bearer …}
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds for which the access token works
 * @param refreshToken what is exchanged for the next two, once
 * @param refreshExpiresIn seconds until the session ends and the user must log in again
 * @param nextSteps what the user must do before anything else is allowed: {@code change-password},
 *     {@code enrol-second-factor}
 */
@JsonbPropertyOrder({
  "accessToken",
  "tokenType",
  "expiresIn",
  "refreshToken",
  "refreshExpiresIn",
  "nextSteps"
})
@Schema(name = "Tokens")
public record TokensResponse(
    @JsonbProperty("access_token") @Schema(examples = "eyJraWQiOiJ…") String accessToken,
    @JsonbProperty("token_type") @Schema(examples = "Bearer") String tokenType,
    @JsonbProperty("expires_in") @Schema(examples = "900") long expiresIn,
    @JsonbProperty("refresh_token") @Schema(examples = "har_0123456789abcdef…") String refreshToken,
    @JsonbProperty("refresh_expires_in") @Schema(examples = "43200") long refreshExpiresIn,
    @JsonbProperty("next_steps") List<String> nextSteps) {

  static TokensResponse of(IssuedTokens issued) {
    return new TokensResponse(
        issued.access().text(),
        "Bearer",
        issued.access().life().toSeconds(),
        issued.refresh(),
        issued.refreshLife().toSeconds(),
        issued.next().stream().map(NextStep::wireName).toList());
  }

  /** Never shows a token. */
  @Override
  public String toString() {
    return "TokensResponse[nextSteps=%s]".formatted(nextSteps);
  }
}
