package org.healthai.access.factor.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What lets somebody in who lost their device; shown this once.
 *
 * @param recoveryCodes each works once, in the place of a one-time password
 */
@JsonbPropertyOrder("recoveryCodes")
@Schema(name = "RecoveryCodes")
public record RecoveryCodesResponse(@JsonbProperty("recovery_codes") List<String> recoveryCodes) {

  /** Never shows a code. */
  @Override
  public String toString() {
    return "RecoveryCodesResponse[%d]".formatted(recoveryCodes.size());
  }
}
