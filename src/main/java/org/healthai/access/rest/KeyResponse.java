package org.healthai.access.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.ApiKey;
import org.healthai.access.KeyState;
import org.healthai.access.NewApiKey;
import org.healthai.access.Permission;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret.
 *
 * @param id positive integer
 * @param prefix what tells it from others: the eight digits after {@code hai_}
 * @param name for people
 * @param scopes what it may do, its role's permissions included
 * @param role where it has one
 * @param tenant whose records it works with
 * @param state {@code active}, {@code disabled}, {@code revoked} or {@code expired}
 * @param predictionsPerHour how many it may ask for; absent for no limit
 * @param createdAt when it was made
 * @param expiresAt when it ends; absent for never
 * @param lastUsedAt when it was last used, up to a minute behind; absent for never
 * @param replacedBy id of the key that was made in its place
 */
@JsonbPropertyOrder({
  "id",
  "prefix",
  "name",
  "scopes",
  "role",
  "tenant",
  "state",
  "predictionsPerHour",
  "createdAt",
  "expiresAt",
  "lastUsedAt",
  "replacedBy"
})
@Schema(name = "Key")
public record KeyResponse(
    @Schema(examples = "51") long id,
    @Schema(examples = "3f9a1c20") String prefix,
    @Schema(examples = "Station 7") String name,
    List<String> scopes,
    @Schema(examples = "administrator") @Nullable String role,
    @Schema(examples = "default") String tenant,
    @Schema(enumeration = {"active", "disabled", "revoked", "expired"}) String state,
    @JsonbProperty("predictions_per_hour") @Schema(examples = "100")
        @Nullable Long predictionsPerHour,
    @JsonbProperty("created_at") Instant createdAt,
    @JsonbProperty("expires_at") @Nullable Instant expiresAt,
    @JsonbProperty("last_used_at") @Nullable Instant lastUsedAt,
    @JsonbProperty("replaced_by") @Nullable Long replacedBy) {

  static KeyResponse of(ApiKey key, Instant now) {
    NewApiKey details = key.details();
    return new KeyResponse(
        key.id(),
        details.fingerprint().prefix(),
        details.name(),
        Permission.wireNames(key.permissions()),
        details.grant().role(),
        details.grant().tenant().id(),
        stateOf(key, now),
        details.grant().allowance().perHour().orElse(null),
        key.createdAt(),
        details.expiresAt(),
        key.lastUsedAt(),
        key.replacedBy());
  }

  private static String stateOf(ApiKey key, Instant now) {
    boolean expired = key.state() == KeyState.ACTIVE && !key.isUsableAt(now);
    return expired ? "expired" : key.state().name().toLowerCase(Locale.ROOT);
  }
}
