package org.healthai.access.user.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.user.IssuedPassword;

/**
 * A user with a password that was just made.
 *
 * @param password to be handed over, and changed at the next login; shown this once
 * @param user whose it is
 */
@JsonbPropertyOrder({"password", "user"})
@Schema(name = "IssuedPassword")
public record IssuedPasswordResponse(
    @Schema(examples = "k4wd-h7pz-9mqx-t2rb-vc6n") String password, UserResponse user) {

  static IssuedPasswordResponse of(IssuedPassword issued) {
    return new IssuedPasswordResponse(issued.password(), UserResponse.of(issued.user()));
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "IssuedPasswordResponse[%s]".formatted(user);
  }
}
