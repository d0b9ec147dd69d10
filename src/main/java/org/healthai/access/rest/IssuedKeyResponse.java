package org.healthai.access.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key that was just made.
 *
 * @param secret what goes into {@code X-API-Key}; shown this once
 * @param key what the server keeps of it
 */
@JsonbPropertyOrder({"secret", "key"})
@Schema(name = "IssuedKey")
public record IssuedKeyResponse(
    @Schema(examples = "hai_3f9a1c20_0123456789abcdef…") String secret, KeyResponse key) {

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "IssuedKeyResponse[%s]".formatted(key);
  }
}
