package org.healthai.access.session.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token.
 *
 * @param refreshToken the one that the last login or refresh answered
 */
@JsonbPropertyOrder("refreshToken")
@Schema(name = "RefreshToken", requiredProperties = "refresh_token")
public record RefreshRequest(
    @JsonbProperty("refresh_token") @Schema(examples = "har_0123456789abcdef…")
        @Nullable String refreshToken) {

  String token() {
    return Members.required("refresh_token", refreshToken);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "RefreshRequest";
  }
}
