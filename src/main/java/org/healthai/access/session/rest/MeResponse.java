package org.healthai.access.session.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.Caller;
import org.healthai.access.Permission;
import org.healthai.access.session.NextStep;
import org.healthai.access.user.User;
import org.healthai.access.user.rest.UserResponse;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param kind {@code key} or {@code user}
 * @param id of the key or the user
 * @param name for people
 * @param tenant whose records the caller works with
 * @param permissions what the caller may do now
 * @param nextSteps what a user must do before they may do anything else
 * @param user more about a user; absent for a key
 */
@JsonbPropertyOrder({"kind", "id", "name", "tenant", "permissions", "nextSteps", "user"})
@Schema(name = "Me")
public record MeResponse(
    @Schema(enumeration = {"key", "user"}) String kind,
    @Schema(examples = "51") long id,
    @Schema(examples = "Dr Ada Meier") String name,
    @Schema(examples = "default") String tenant,
    List<String> permissions,
    @JsonbProperty("next_steps") List<String> nextSteps,
    @Nullable UserResponse user) {

  static MeResponse ofKey(Caller caller) {
    return of(caller, List.of(), null);
  }

  static MeResponse ofUser(Caller caller, User user, List<NextStep> steps) {
    return of(caller, steps, UserResponse.of(user));
  }

  private static MeResponse of(Caller caller, List<NextStep> steps, @Nullable UserResponse user) {
    return new MeResponse(
        caller.kind().name().toLowerCase(Locale.ROOT),
        caller.id(),
        caller.name(),
        caller.tenant().id(),
        Permission.wireNames(caller.permissions()),
        steps.stream().map(NextStep::wireName).toList(),
        user);
  }
}
