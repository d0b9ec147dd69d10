package org.healthai.it;

import java.util.Arrays;
import java.util.List;

/** What {@code /metrics} said, in Prometheus' text format. */
final class Metrics {
  private final List<String> samples;

  private Metrics(List<String> samples) {
    this.samples = samples;
  }

  static Metrics of(ApiClient server) {
    String text = server.get("/metrics").expect(200).text();
    return new Metrics(text.lines().filter(line -> !line.startsWith("#")).toList());
  }

  /**
   * The sum of all samples of that name with these labels; 0 when there is none.
   *
   * @param labels each as in the text: {@code class="Normal"}
   */
  double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> nameOf(sample).equals(name))
        .filter(sample -> Arrays.stream(labels).allMatch(sample::contains))
        .mapToDouble(sample -> Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1)))
        .sum();
  }

  boolean has(String name) {
    return samples.stream().anyMatch(sample -> nameOf(sample).equals(name));
  }

  private static String nameOf(String sample) {
    return sample.split("[{ ]", 2)[0];
  }

  @Override
  public String toString() {
    return String.join("\n", samples);
  }
}
