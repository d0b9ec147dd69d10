package org.healthai.web;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * The container's error page ({@code web.xml}): a problem document for what fails outside JAX-RS.
 */
public class ProblemServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Jsonb json = JsonbBuilder.create();
  private final transient ProblemWriter writer = new ProblemWriter(Clock.systemUTC());

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = failed instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
    Problem problem = ProblemTranslator.ofStatus(status, null);
    byte[] body = json.toJson(writer.toDocument(problem, request)).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(ProblemDetail.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
