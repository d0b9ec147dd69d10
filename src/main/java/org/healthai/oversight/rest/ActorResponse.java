package org.healthai.oversight.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param kind {@code key}, {@code user}, {@code system} or {@code anonymous}
 * @param id which one
 * @param name its name at that time
 * @param tenant whose records it works with
 */
@JsonbPropertyOrder({"kind", "id", "name", "tenant"})
@Schema(name = "AuditActor")
public record ActorResponse(
    @Schema(examples = "key") String kind,
    @Schema(examples = "1") @Nullable String id,
    @Schema(examples = "first") @Nullable String name,
    @Schema(examples = "default") @Nullable String tenant) {}
