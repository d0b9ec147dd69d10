package org.healthai.access.rest;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A key to make.
 *
 * @param name for people, 1 to 100 characters
 * @param scopes at least one permission
 * @param tenant absent for the caller's own
 * @param expiresAt RFC 3339, in the future; absent for never
 * @param predictionsPerHour null for no limit; absent for what new keys get
 */
@JsonbPropertyOrder({"name", "scopes", "tenant", "expiresAt", "predictionsPerHour"})
@Schema(
    name = "NewKey",
    requiredProperties = {"name", "scopes"})
public record KeyRequest(
    @Schema(examples = "Station 7", minLength = 1, maxLength = 100) @Nullable String name,
    @Schema(examples = "[\"predict\",\"read\"]") @Nullable List<String> scopes,
    @Schema(examples = "default") @Nullable String tenant,
    @JsonbProperty("expires_at") @Schema(examples = "2027-01-01T00:00:00Z")
        @Nullable String expiresAt,
    @JsonbProperty("predictions_per_hour")
        @Schema(
            implementation = Long.class,
            nullable = true,
            minimum = "1",
            maximum = KeyMembers.MAX_PREDICTIONS,
            examples = "100")
        @Nullable JsonValue predictionsPerHour) {

  KeyOrder toOrder() {
    return new KeyOrder(
        KeyMembers.toName(Members.required("name", name)),
        KeyMembers.toScopes(Members.required("scopes", scopes)),
        tenant == null ? null : Members.toTenant(tenant),
        expiresAt == null ? null : KeyMembers.toInstant(expiresAt),
        predictionsPerHour == null ? null : KeyMembers.toAllowance(predictionsPerHour));
  }
}
