package org.healthai.prediction;

import org.healthai.access.Caller;
import org.healthai.access.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for a prediction.
 *
 * @param tenant whom the prediction belongs to
 * @param apiKeyId the key that asked; null when it was no key, or one that is gone
 */
public record Requester(Tenant tenant, @Nullable Long apiKeyId) {

  /** A caller as requester. */
  public static Requester of(Caller caller) {
    return switch (caller.kind()) {
      case KEY -> new Requester(caller.tenant(), caller.id());
      case USER -> new Requester(caller.tenant(), null); // the audit trail says which one
    };
  }
}
