package org.healthai.access.user.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.user.Email;
import org.healthai.access.user.ExternalIdentity;
import org.healthai.access.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param id positive integer
 * @param email what they log in with; absent for users of a provider
 * @param displayName for people
 * @param tenant whose records they work with
 * @param roles what they may do
 * @param state {@code active} or {@code disabled}
 * @param passwordChangeRequired whether they must choose a password before anything else
 * @param secondFactor whether their login needs a one-time password too
 * @param issuer the provider that vouches for them; absent for users who log in here
 * @param subject who they are there
 * @param createdAt when they were let in
 * @param lastLoginAt when they last logged in here; absent for never
 */
@JsonbPropertyOrder({
  "id",
  "email",
  "displayName",
  "tenant",
  "roles",
  "state",
  "passwordChangeRequired",
  "secondFactor",
  "issuer",
  "subject",
  "createdAt",
  "lastLoginAt"
})
@Schema(name = "User")
public record UserResponse(
    @Schema(examples = "51") long id,
    @Schema(examples = "ada@example.org") @Nullable String email,
    @JsonbProperty("display_name") @Schema(examples = "Dr Ada Meier") String displayName,
    @Schema(examples = "default") String tenant,
    List<String> roles,
    @Schema(enumeration = {"active", "disabled"}) String state,
    @JsonbProperty("password_change_required") boolean passwordChangeRequired,
    @JsonbProperty("second_factor") boolean secondFactor,
    @Schema(examples = "https://login.example.org/realms/hospital") @Nullable String issuer,
    @Schema(examples = "6d9f8a4e-1f7b-4f5e-9f0c-0d9b7c1a2e33") @Nullable String subject,
    @JsonbProperty("created_at") Instant createdAt,
    @JsonbProperty("last_login_at") @Nullable Instant lastLoginAt) {

  /** What is shown of a user. */
  public static UserResponse of(User user) {
    Email email = user.details().email();
    ExternalIdentity identity = user.known().identity();
    return new UserResponse(
        user.id(),
        email == null ? null : email.address(),
        user.details().displayName(),
        user.details().tenant().id(),
        user.roleNames(),
        user.active() ? "active" : "disabled",
        user.known().password().mustChange(),
        user.secondFactor(),
        identity == null ? null : identity.issuer(),
        identity == null ? null : identity.subject(),
        user.createdAt(),
        user.lastLoginAt());
  }
}
