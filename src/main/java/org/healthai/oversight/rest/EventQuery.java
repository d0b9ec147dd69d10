package org.healthai.oversight.rest;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditFilter;
import org.healthai.audit.AuditOutcome;
import org.healthai.web.RequestValues;
import org.jspecify.annotations.Nullable;

/** Which events a client asks for, as text. */
public class EventQuery {
  @QueryParam("from")
  @Parameter(
      description = "Earliest time, inclusive: RFC 3339, or a date in UTC.",
      schema = @Schema(type = SchemaType.STRING, examples = "2026-11-25"))
  @Nullable String from;

  @QueryParam("to")
  @Parameter(
      description = "Time, exclusive: RFC 3339, or a date in UTC.",
      schema = @Schema(type = SchemaType.STRING, examples = "2026-11-26T00:00:00Z"))
  @Nullable String to;

  @QueryParam("actor")
  @Parameter(
      description = "Only what the actor with this id or name did.",
      schema =
          @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100, examples = "first"))
  @Nullable String actor;

  @QueryParam("action")
  @Parameter(
      description = "Only this action.",
      schema = @Schema(type = SchemaType.STRING, examples = "read"))
  @Nullable String action;

  @QueryParam("entity_kind")
  @Parameter(
      description = "Only records of this kind.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              minLength = 1,
              maxLength = 100,
              examples = "prediction"))
  @Nullable String entityKind;

  @QueryParam("entity_id")
  @Parameter(
      description = "Only the record with this id.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100, examples = "42"))
  @Nullable String entityId;

  @QueryParam("outcome")
  @Parameter(
      description = "Only what ended so.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"success", "refused", "failed"}))
  @Nullable String outcome;

  @QueryParam("request_id")
  @Parameter(
      description = "Only this request.",
      schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100))
  @Nullable String requestId;

  @QueryParam("tenant")
  @Parameter(
      description =
          "Only actors of this tenant. Callers without the permission all-tenants see their own"
              + " tenant's in any case, and may ask for no other.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern = "[a-z0-9][a-z0-9._-]{0,63}",
              examples = "default"))
  @Nullable String tenant;

  AuditFilter toFilter(Caller caller) {
    Instant earliest = RequestValues.toInstant("from", from);
    Instant end = RequestValues.toInstant("to", to);
    if (earliest != null && end != null && !earliest.isBefore(end)) {
      throw RequestValues.invalid("from", "before to");
    }
    return new AuditFilter(
        earliest,
        end,
        RequestValues.toText("actor", actor),
        toAction(action),
        RequestValues.toText("entity_kind", entityKind),
        RequestValues.toText("entity_id", entityId),
        toOutcome(outcome),
        RequestValues.toText("request_id", requestId),
        AccessPolicy.tenantsOf(caller, toTenant(tenant)).single().map(Tenant::id).orElse(null));
  }

  private static @Nullable AuditAction toAction(@Nullable String text) {
    return text == null
        ? null
        : AuditAction.find(text)
            .orElseThrow(
                () ->
                    RequestValues.invalid(
                        "action",
                        Arrays.stream(AuditAction.values())
                            .map(AuditAction::wireName)
                            .collect(Collectors.joining(", ", "one of ", ""))));
  }

  private static @Nullable AuditOutcome toOutcome(@Nullable String text) {
    return text == null
        ? null
        : AuditOutcome.find(text)
            .orElseThrow(() -> RequestValues.invalid("outcome", "one of success, refused, failed"));
  }

  private static @Nullable Tenant toTenant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!Tenant.isId(text)) {
      throw RequestValues.invalid("tenant", Tenant.ALLOWED);
    }
    return new Tenant(text);
  }
}
