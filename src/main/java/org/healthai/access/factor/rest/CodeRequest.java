package org.healthai.access.factor.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.rest.Members;
import org.jspecify.annotations.Nullable;

/**
 * A one-time password.
 *
 * @param code the six digits that the device shows now
 */
@JsonbPropertyOrder("code")
@Schema(name = "Code", requiredProperties = "code")
public record CodeRequest(@Schema(examples = "287082") @Nullable String code) {

  String required() {
    return Members.required("code", code);
  }
}
