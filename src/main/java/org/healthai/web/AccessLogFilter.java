package org.healthai.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.logging.Logger;

/**
 * Logs one line a request when it is answered: method, path, status, milliseconds, request id, key.
 *
 * <p>The path is the template that it fits ({@link Routes}), never what the client wrote, since
 * clients put names into paths and queries. Runs after {@link RequestIdFilter} ({@code web.xml}).
 *
 * <p>Of the requests that are turned away because there are too many, {@value #REFUSALS_PER_SECOND}
 * a second get a line; the next line says how many did not.
 */
public class AccessLogFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger("org.healthai.access-log");
  private static final int REFUSALS_PER_SECOND = 20;
  private static final LineBudget REFUSALS = new LineBudget(REFUSALS_PER_SECOND, System::nanoTime);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long started = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new Completion(request, response, started));
      } else {
        log(request, response, started);
      }
    }
  }

  private static void log(HttpServletRequest request, HttpServletResponse response, long started) {
    int status = response.getStatus();
    OptionalInt leftOut = isRefusal(status) ? REFUSALS.ask() : OptionalInt.of(0);
    if (leftOut.isPresent()) {
      String line = toLine(request, status, System.nanoTime() - started);
      LOG.info(leftOut.getAsInt() == 0 ? line : line + " left_out=" + leftOut.getAsInt());
    }
  }

  /** Whether the status can come hundreds of times a second: too many requests, full, too late. */
  private static boolean isRefusal(int status) {
    return status == 429 || status == 503 || status == 504;
  }

  static String toLine(HttpServletRequest request, int status, long nanos) {
    return "%s %s %d %.1fms id=%s key=%s"
        .formatted(
            RouteFilter.knownMethod(request.getMethod()),
            RouteFilter.routeOf(request),
            status,
            nanos / 1e6,
            RequestId.of(request),
            RouteFilter.callerOf(request));
  }

  /** Logs when an asynchronous answer is complete, whichever way. */
  private record Completion(HttpServletRequest request, HttpServletResponse response, long started)
      implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      log(request, response, started);
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
