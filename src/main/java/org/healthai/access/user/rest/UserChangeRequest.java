package org.healthai.access.user.rest;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.healthai.access.user.UserChange;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a user; absent members stay as they are.
 *
 * @param email another address to log in with
 * @param displayName for people, 1 to 100 characters
 * @param roles all roles from now on
 * @param active false switches the user off and logs them out, true lets them in again
 */
@JsonbPropertyOrder({"email", "displayName", "roles", "active"})
@Schema(name = "UserChange")
public record UserChangeRequest(
    @Schema(examples = "ada@example.org", maxLength = 254) @Nullable String email,
    @JsonbProperty("display_name")
        @Schema(examples = "Dr Ada Meier", minLength = 1, maxLength = 100)
        @Nullable String displayName,
    @Schema(examples = "[\"clinician\"]") @Nullable List<String> roles,
    @Schema(implementation = Boolean.class, examples = "false") @Nullable JsonValue active) {

  UserChange toChange() {
    return new UserChange(
        email == null ? null : UserMembers.toEmail(email),
        displayName == null ? null : UserMembers.toName(displayName),
        roles == null ? null : UserMembers.toRoles(roles),
        Members.toFlag("active", active));
  }
}
