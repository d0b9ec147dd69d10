package org.healthai.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id one request has in its answer, in problem documents and in the log.
 *
 * <p>A client's own id is taken over when it is harmless in a log line and a header: 1 to 64 of
 * {@code A-Z a-z 0-9 . _ -}. Anything else is replaced, not refused.
 */
public final class RequestId {
  /** Request and response header. */
  public static final String HEADER = "X-Request-Id";

  /** What a client's own id must be to be taken over. */
  public static final String PATTERN = "[A-Za-z0-9._-]{1,64}";

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern SAFE = Pattern.compile(PATTERN);

  private RequestId() {}

  /** The client's id when it is safe, a new one otherwise. */
  static String acceptOrMake(@Nullable String offered) {
    if (offered != null && SAFE.matcher(offered).matches()) {
      return offered;
    }
    return UUID.randomUUID().toString();
  }

  /** Gives the request its id, and the answer the header that tells it. */
  static void give(HttpServletRequest request, HttpServletResponse response) {
    String id = acceptOrMake(request.getHeader(HEADER));
    set(request, id);
    response.setHeader(HEADER, id);
  }

  static boolean isMissing(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) == null;
  }

  static void set(ServletRequest request, String id) {
    request.setAttribute(ATTRIBUTE, id);
  }

  /** The request's id; {@code "-"} for a request that passed no {@link RequestIdFilter}. */
  public static String of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "-";
  }
}
