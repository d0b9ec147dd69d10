package org.healthai.access.session.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.healthai.access.session.Login;
import org.jspecify.annotations.Nullable;

/**
 * What somebody writes to be let in.
 *
 * @param email their address
 * @param password their password
 * @param code one-time password or recovery code, for users with a second factor
 */
@JsonbPropertyOrder({"email", "password", "code"})
@Schema(
    name = "Login",
    requiredProperties = {"email", "password"})
public record LoginRequest(
    @Schema(examples = "ada@example.org") @Nullable String email,
    @Schema(examples = "moss green kettle 41") @Nullable String password,
    @Schema(examples = "287082") @Nullable String code) {

  Login toLogin() {
    return new Login(
        Members.required("email", email), Members.required("password", password), code);
  }

  /** Never shows what was written. */
  @Override
  public String toString() {
    return "LoginRequest";
  }
}
