package org.healthai.access.factor.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.access.factor.Enrolment;

/**
 * A secret for an authenticator application; shown this once.
 *
 * @param secret in base 32, to be typed
 * @param uri the same for a QR code
 */
@JsonbPropertyOrder({"secret", "uri"})
@Schema(name = "Enrolment")
public record EnrolmentResponse(
    @Schema(examples = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") String secret,
    @Schema(examples = "otpauth://totp/Healthcare%20AI:ada%40example.org?secret=…") String uri) {

  static EnrolmentResponse of(Enrolment enrolment) {
    return new EnrolmentResponse(enrolment.secret(), enrolment.uri());
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "EnrolmentResponse";
  }
}
