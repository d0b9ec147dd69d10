package org.healthai.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import org.healthai.observability.DefaultModel;

/**
 * What a ready server tells whoever started it.
 *
 * @param host where it listens
 * @param port where it listens
 * @param firstKey file of the first API key
 */
record StartBanner(String host, int port, Path firstKey) {
  private static final Logger LOG = Logger.getLogger(StartBanner.class.getName());

  /** Writes it to the log, one record a line. */
  void show(DefaultModel model) {
    lines(model).forEach(LOG::info);
  }

  List<String> lines(DefaultModel model) {
    String base = "http://" + (host.equals("*") ? "localhost" : host) + ":" + port;
    return List.of(
        "Ready. Listening on " + base,
        "OpenAPI UI:    " + base + "/openapi/ui/",
        "First API key: " + key(),
        "Model:         " + model.id().map(Object::toString).orElse("none"));
  }

  private String key() {
    return Files.exists(firstKey)
        ? firstKey.toString()
        : "the one you configured; none was made here";
  }
}
