package org.healthai.observability;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * A registry that remembers what it was told, by {@code name{tag=value,…}}: gauges as they read
 * now, every other metric as the list of its updates, 1 for an {@code inc()}.
 */
public final class RecordedMetrics {
  private final Map<String, List<Object>> updates = new LinkedHashMap<>();
  private final Map<String, Supplier<?>> gauges = new LinkedHashMap<>();

  /** The registry; knows only metrics made from a name and tags. */
  public MetricRegistry registry() {
    return proxy(MetricRegistry.class, this::register);
  }

  /** What a metric was told; empty when it was never made. */
  public List<Object> updatesOf(String metric) {
    return updates.getOrDefault(metric, List.of());
  }

  /** What a gauge reads now. */
  Number read(String gauge) {
    return (Number) gauges.get(gauge).get();
  }

  private Object register(Method method, Object[] arguments) {
    Object last = arguments[arguments.length - 1];
    String metric = arguments[0] + tags(last instanceof Tag[] tags ? tags : new Tag[0]);
    if (method.getName().equals("gauge")) {
      if (gauges.put(metric, (Supplier<?>) arguments[1]) != null) {
        throw new IllegalStateException("registered twice: " + metric);
      }
      return null;
    }
    List<Object> told = updates.computeIfAbsent(metric, name -> new ArrayList<>());
    return proxy(
        method.getReturnType(),
        (update, values) -> {
          told.add(values == null ? 1 : values[0]);
          return null;
        });
  }

  private static String tags(Tag[] tags) {
    return Arrays.stream(tags)
        .map(tag -> tag.getTagName() + "=" + tag.getTagValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.on(method, arguments)));
  }

  private interface Call {
    Object on(Method method, Object[] arguments);
  }
}
