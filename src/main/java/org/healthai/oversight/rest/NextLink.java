package org.healthai.oversight.rest;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code Link} header of a full page (RFC 8288), relative to the server. */
final class NextLink {
  private NextLink() {}

  /** The page behind the sequence {@code after}, with the parameters of this one. */
  static String of(URI request, long after) {
    return "<%s>; rel=\"next\"".formatted(target(request, after));
  }

  /** The target of the link alone. */
  static String target(URI request, long after) {
    String query = request.getRawQuery();
    String others =
        Stream.of((query == null ? "" : query).split("&"))
            .filter(parameter -> !parameter.isEmpty() && !parameter.matches("after(=.*)?"))
            .map(parameter -> parameter + "&")
            .collect(Collectors.joining());
    return "%s?%safter=%d".formatted(request.getRawPath(), others, after);
  }
}
