package org.healthai.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns plain HTTP away where the settings say so, and tells browsers to do nothing with an answer
 * but show it.
 *
 * <p>What only reads is redirected. Anything else is refused: by the time it is here, a film or a
 * key went over the wire in clear text, and a client that is redirected silently would do so again.
 */
public class HttpsOnlyFilter extends HttpFilter {
  /** For every answer of the API; there is no page in it. */
  static final String CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private static final long serialVersionUID = 1L;
  private static final Set<String> REDIRECTED = Set.of("GET", "HEAD");

  /** A host name or an address, without port; nothing else goes into a {@code Location}. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");

  private static final int PERMANENT_REDIRECT = 308;

  private final transient TransportSettings settings;

  /** A filter with these settings. */
  @Inject
  public HttpsOnlyFilter(TransportSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    if (request.isSecure() || !settings.httpsOnly()) {
      chain.doFilter(request, response);
    } else if (REDIRECTED.contains(request.getMethod())
        && HOST.matcher(request.getServerName()).matches()) {
      response.setStatus(PERMANENT_REDIRECT);
      response.setHeader("Location", secureLocation(request));
    } else {
      ProblemServlet.answer(
          request,
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "this server is asked over HTTPS only, on port " + settings.httpsPort());
    }
  }

  private String secureLocation(HttpServletRequest request) {
    String query = request.getQueryString();
    return "https://%s:%d%s%s"
        .formatted(
            request.getServerName(),
            settings.httpsPort(),
            request.getRequestURI(),
            query == null ? "" : "?" + query);
  }
}
