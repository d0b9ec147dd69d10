package org.healthai.access.factor.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.jspecify.annotations.Nullable;

/**
 * Proof that it is the user and not somebody at their screen.
 *
 * @param currentPassword the password that works now
 */
@JsonbPropertyOrder("currentPassword")
@Schema(name = "CurrentPassword", requiredProperties = "current_password")
public record PasswordRequest(
    @JsonbProperty("current_password") @Schema(examples = "moss green kettle 41")
        @Nullable String currentPassword) {

  String password() {
    return Members.required("current_password", currentPassword);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "PasswordRequest";
  }
}
