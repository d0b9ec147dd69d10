package org.healthai.web;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The container's error page ({@code web.xml}): a problem document for what fails outside JAX-RS.
 */
public class ProblemServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PATH = "/problem";
  private static final String DETAIL = ProblemServlet.class.getName() + ".detail";

  private final transient Jsonb json = JsonbBuilder.create();
  private final transient ProblemWriter writer = new ProblemWriter(Clock.systemUTC());

  /** Answers a request that a servlet filter refuses; a path that is no address is not told. */
  static void answer(
      HttpServletRequest request, HttpServletResponse response, int status, String detail)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
    request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, isAddress(path) ? path : "/");
    request.setAttribute(DETAIL, detail);
    request.getRequestDispatcher(PATH).forward(request, response);
  }

  /** Whether it has no characters that no address has. */
  static boolean isAddress(String path) {
    try {
      return new URI("http://localhost" + path).isAbsolute();
    } catch (URISyntaxException illegal) {
      return false;
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (RequestId.isMissing(request)) { // refused by the container, before any filter
      RequestId.give(request, response);
    }
    Object failed = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = failed instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
    Problem problem = problemOf(status, request.getAttribute(DETAIL));
    byte[] body = json.toJson(writer.toDocument(problem, request)).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(ProblemDetail.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Problem problemOf(int status, @Nullable Object detail) {
    return detail == null
        ? ProblemTranslator.ofStatus(status, null)
        : Problem.of(StatusMapping.codeOf(status), detail.toString());
  }
}
