package org.healthai.access.session.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.jspecify.annotations.Nullable;

/**
 * Another password.
 *
 * @param currentPassword the one that works now
 * @param newPassword 12 to 128 characters, not a common one, not the user's name or address
 */
@JsonbPropertyOrder({"currentPassword", "newPassword"})
@Schema(
    name = "PasswordChange",
    requiredProperties = {"current_password", "new_password"})
public record PasswordChangeRequest(
    @JsonbProperty("current_password") @Schema(examples = "k4wd-h7pz-9mqx-t2rb-vc6n")
        @Nullable String currentPassword,
    @JsonbProperty("new_password")
        @Schema(examples = "moss green kettle 41", minLength = 12, maxLength = 128)
        @Nullable String newPassword) {

  String current() {
    return Members.required("current_password", currentPassword);
  }

  String chosen() {
    return Members.required("new_password", newPassword);
  }

  /** Never shows a password. */
  @Override
  public String toString() {
    return "PasswordChangeRequest";
  }
}
