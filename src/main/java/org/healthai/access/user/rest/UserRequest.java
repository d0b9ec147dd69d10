package org.healthai.access.user.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.healthai.access.user.UserOrder;
import org.jspecify.annotations.Nullable;

/**
 * A user to let in.
 *
 * @param email what they log in with
 * @param displayName for people, 1 to 100 characters
 * @param tenant absent for the caller's own
 * @param roles names of roles; may be empty
 */
@JsonbPropertyOrder({"email", "displayName", "tenant", "roles"})
@Schema(
    name = "NewUser",
    requiredProperties = {"email", "display_name", "roles"})
public record UserRequest(
    @Schema(examples = "ada@example.org", maxLength = 254) @Nullable String email,
    @JsonbProperty("display_name")
        @Schema(examples = "Dr Ada Meier", minLength = 1, maxLength = 100)
        @Nullable String displayName,
    @Schema(examples = "default") @Nullable String tenant,
    @Schema(examples = "[\"radiologist\"]") @Nullable List<String> roles) {

  UserOrder toOrder() {
    return new UserOrder(
        UserMembers.toEmail(Members.required("email", email)),
        UserMembers.toName(Members.required("display_name", displayName)),
        tenant == null ? null : Members.toTenant(tenant),
        UserMembers.toRoles(Members.required("roles", roles)));
  }
}
