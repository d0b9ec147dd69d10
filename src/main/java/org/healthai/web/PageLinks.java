package org.healthai.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code Link} header of a page (RFC 8288): first, prev, next and last, as far as they exist.
 * The targets are relative to the server, so that they hold behind a proxy.
 *
 * @param request the page's own URI; its other parameters are kept
 * @param skip where the page starts
 * @param limit its size
 * @param total records in all
 */
public record PageLinks(URI request, int skip, int limit, long total) {
  private static final Pattern PAGING = Pattern.compile("(skip|limit)(=.*)?");

  /** The value of the header. */
  public String toHeader() {
    List<String> links = new ArrayList<>();
    links.add(link(0, "first"));
    if (skip > 0) {
      links.add(link(Math.max(0, skip - limit), "prev"));
    }
    if ((long) skip + limit < total) {
      links.add(link((long) skip + limit, "next"));
    }
    links.add(link(total == 0 ? 0 : (total - 1) / limit * limit, "last"));
    return String.join(", ", links);
  }

  private String link(long start, String relation) {
    return "<%s?%sskip=%d&limit=%d>; rel=\"%s\""
        .formatted(request.getRawPath(), otherParameters(), start, limit, relation);
  }

  private String otherParameters() {
    String query = request.getRawQuery();
    if (query == null) {
      return "";
    }
    return Stream.of(query.split("&"))
        .filter(parameter -> !parameter.isEmpty() && !PAGING.matcher(parameter).matches())
        .map(parameter -> parameter + "&")
        .collect(Collectors.joining());
  }
}
