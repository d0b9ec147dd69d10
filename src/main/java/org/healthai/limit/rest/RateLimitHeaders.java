package org.healthai.limit.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import org.healthai.limit.QuotaState;
import org.healthai.web.openapi.CommonResponses;

/**
 * What a caller has left, in the headers of draft-ietf-httpapi-ratelimit-headers-10: the policy's
 * quota {@code q} in {@code w} seconds, and {@code r} left of it with {@code t} seconds until all
 * of it is there again.
 */
final class RateLimitHeaders {
  private static final String POLICY_NAME = "predictions";

  private RateLimitHeaders() {}

  static void add(MultivaluedMap<String, Object> headers, QuotaState state) {
    headers.putSingle(
        CommonResponses.RATE_LIMIT_POLICY,
        "\"%s\";q=%d;w=%d"
            .formatted(POLICY_NAME, state.quota().tokens(), state.quota().period().toSeconds()));
    headers.putSingle(
        CommonResponses.RATE_LIMIT,
        "\"%s\";r=%d;t=%d".formatted(POLICY_NAME, state.left(), seconds(state.untilFull())));
  }

  /** Rounded up: before that it is not all there. */
  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }
}
