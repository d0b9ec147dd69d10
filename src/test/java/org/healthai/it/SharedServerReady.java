package org.healthai.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Holds the integration tests back until the server that Maven started has its model: Maven waits
 * for the server only; and has the default tenant's import root made, since one that is not there
 * counts as a share that is not mounted. Does nothing in a run of unit tests.
 */
public class SharedServerReady implements TestExecutionListener {
  private static final Duration START = Duration.ofMinutes(4);

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    if (ItEnvironment.isIntegrationTest()) {
      JobFilms.importFilm("default", "there.png", Films.phantom());
      URI ready = URI.create("http://localhost:" + ItEnvironment.mainPort() + "/health/ready");
      HttpClient http = HttpClient.newHttpClient();
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(10)).build();
      Eventually.until("the shared server ready", START, () -> answers(http, request));
    }
  }

  private static boolean answers(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
