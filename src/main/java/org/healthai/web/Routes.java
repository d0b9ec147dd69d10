package org.healthai.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path templates that the resources answer, for logs and metrics: clients put names into paths,
 * so what they wrote is never shown. Learnt by {@link RouteCollector}; safe for many threads.
 */
@ApplicationScoped
public class Routes {
  /** For a path that fits no template; no template looks like this. */
  public static final String UNMATCHED = "unmatched";

  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  /** Adds the template of a resource method. */
  void add(ResourceInfo resource) {
    String template = templateOf(resource);
    patterns.put(template, toPattern(template));
  }

  /**
   * The template that a request fits.
   *
   * @param resource what answered; without a method for a request that was refused before one was
   *     chosen (no key, wrong method)
   * @param path decoded, relative to the application
   */
  public String routeOf(@Nullable ResourceInfo resource, String path) {
    return resource == null || resource.getResourceMethod() == null
        ? find(path)
        : templateOf(resource);
  }

  private String find(String path) {
    String absolute = path.startsWith("/") ? path : "/" + path;
    return patterns.entrySet().stream()
        .filter(route -> route.getValue().matcher(absolute).matches())
        .map(Map.Entry::getKey)
        .min(
            Comparator.comparingLong(
                Routes::countParameters)) // /predict/batch before /predict/{id}
        .orElse(UNMATCHED);
  }

  private static long countParameters(String template) {
    return PARAMETER.matcher(template).results().count();
  }

  private static Pattern toPattern(String template) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    Matcher parameters = PARAMETER.matcher(template);
    for (MatchResult parameter : parameters.results().toList()) {
      pattern.append(Pattern.quote(template.substring(end, parameter.start()))).append("[^/]+");
      end = parameter.end();
    }
    return Pattern.compile(pattern + Pattern.quote(template.substring(end)) + "/?");
  }

  private static String templateOf(ResourceInfo resource) {
    String path = pathOf(resource.getResourceClass()) + "/" + pathOf(resource.getResourceMethod());
    return "/" + path.replaceAll("/+", "/").replaceAll("^/|/$", "");
  }

  private static String pathOf(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }
}
