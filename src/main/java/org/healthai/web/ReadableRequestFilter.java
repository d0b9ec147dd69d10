package org.healthai.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what RESTEasy would answer or log as if it were a defect of the server: an address with
 * characters that no address has, an {@code Accept} with a weight that is no number, and there or
 * in {@code Content-Type} what is no media type. That would be a trace of 60 lines in the log for
 * each request, with the header's text, before anybody has asked for a key.
 *
 * <p>Ends the connection behind a {@code TRACE}: Open Liberty never reads a body of one, and would
 * take it for the connection's next request.
 */
public class ReadableRequestFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern BAD_WEIGHT =
      Pattern.compile(";\\s*q\\s*=(?!\\s*(?:\\d+\\.?\\d*|\\.\\d+)\\s*(?:[;,]|$))");

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern TYPE =
      Pattern.compile("\\s*" + TOKEN + "/" + TOKEN + "\\s*(?:;.*)?");
  private static final Pattern RANGE =
      Pattern.compile("\\s*(?:\\*|" + TOKEN + "/" + TOKEN + ")\\s*(?:;[^\"]*)?");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getMethod().equals("TRACE")) {
      response.setHeader("Connection", "close");
    }
    Optional<String> unreadable = findUnreadable(request);
    if (unreadable.isPresent()) {
      ProblemServlet.answer(
          request,
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          unreadable.get() + " cannot be read");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Optional<String> findUnreadable(HttpServletRequest request) {
    if (!ProblemServlet.isAddress(request.getRequestURI())) {
      return Optional.of("the address");
    }
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !TYPE.matcher(type).matches()) {
      return Optional.of("the header Content-Type");
    }
    return Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
            .allMatch(ReadableRequestFilter::isAccept)
        ? Optional.empty()
        : Optional.of("the header Accept");
  }

  private static boolean isAccept(String accept) {
    String unquoted = QUOTED.matcher(accept).replaceAll("");
    return accept.isBlank()
        || (Arrays.stream(unquoted.split(",", -1)).allMatch(each -> RANGE.matcher(each).matches())
            && !BAD_WEIGHT.matcher(accept).find());
  }
}
