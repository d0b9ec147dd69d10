package org.healthai.access.rest;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.KeyChange;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a key; absent members stay as they are.
 *
 * @param name for people, 1 to 100 characters
 * @param scopes all that it may do from now on; a role it had is taken away
 * @param expiresAt RFC 3339, in the future
 * @param active false disables it, true enables it again
 * @param predictionsPerHour null for no limit; absent to leave it as it is
 */
@JsonbPropertyOrder({"name", "scopes", "expiresAt", "active", "predictionsPerHour"})
@Schema(name = "KeyChange")
public record KeyChangeRequest(
    @Schema(examples = "Station 8", minLength = 1, maxLength = 100) @Nullable String name,
    @Schema(examples = "[\"read\"]") @Nullable List<String> scopes,
    @JsonbProperty("expires_at") @Schema(examples = "2027-01-01T00:00:00Z")
        @Nullable String expiresAt,
    @Schema(implementation = Boolean.class, examples = "false") @Nullable JsonValue active,
    @JsonbProperty("predictions_per_hour")
        @Schema(
            implementation = Long.class,
            nullable = true,
            minimum = "1",
            maximum = KeyMembers.MAX_PREDICTIONS,
            examples = "100")
        @Nullable JsonValue predictionsPerHour) {

  KeyChange toChange() {
    return new KeyChange(
        name == null ? null : KeyMembers.toName(name),
        scopes == null ? null : KeyMembers.toScopes(scopes),
        expiresAt == null ? null : KeyMembers.toInstant(expiresAt),
        Members.toFlag("active", active),
        predictionsPerHour == null ? null : KeyMembers.toAllowance(predictionsPerHour));
  }
}
