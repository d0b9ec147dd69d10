package org.healthai.access.user.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.Permission;
import org.healthai.access.Role;

/**
 * A role.
 *
 * @param name what users are given
 * @param permissions what it lets them do
 */
@JsonbPropertyOrder({"name", "permissions"})
@Schema(name = "Role")
public record RoleResponse(@Schema(examples = "clinician") String name, List<String> permissions) {

  static RoleResponse of(Role role) {
    return new RoleResponse(role.name(), Permission.wireNames(role.permissions()));
  }
}
