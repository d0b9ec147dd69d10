package org.healthai.job;

import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** Which addresses are told that a job has ended. Safe for many threads. */
@FunctionalInterface
public interface WebhookRule {

  /** Refuses every address: the server has no webhooks. */
  WebhookRule NONE =
      url -> {
        throw new HealthAiException(
            ErrorCode.INVALID_PARAMETER,
            "webhook_url is refused: this server calls nobody (healthai.job.webhook-hosts)");
      };

  /**
   * Checks an address that a client gives, without asking it or looking its name up.
   *
   * @throws HealthAiException INVALID_PARAMETER when nobody may be called there
   */
  void require(String url);
}
