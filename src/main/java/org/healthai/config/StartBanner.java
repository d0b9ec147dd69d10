package org.healthai.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.healthai.observability.DefaultModel;

/**
 * What a ready server tells whoever started it.
 *
 * @param http where it listens without encryption
 * @param https where it listens with it
 * @param firstKey file of the first API key
 */
record StartBanner(ListenAddress http, ListenAddress https, Path firstKey) {
  private static final Logger LOG = Logger.getLogger(StartBanner.class.getName());

  /** Writes it to the log, one record a line. */
  void show(DefaultModel model) {
    lines(model).forEach(LOG::info);
  }

  List<String> lines(DefaultModel model) {
    List<String> addresses =
        Stream.of(http, https).flatMap(address -> address.url().stream()).toList();
    return List.of(
        "Ready. Listening on " + String.join(" and ", addresses),
        "OpenAPI UI:    " + (addresses.isEmpty() ? "" : addresses.get(0)) + "/openapi/ui/",
        "First API key: " + key(),
        "Model:         " + model.id().map(Object::toString).orElse("none"));
  }

  private String key() {
    return Files.exists(firstKey)
        ? firstKey.toString()
        : "the one you configured; none was made here";
  }
}
