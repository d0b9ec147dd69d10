package org.healthai.model.packaging;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Reads {@code golden.json} and checks it against the manifest: a probability a label, and the ones
 * that follow from the logits and the temperature.
 */
public final class GoldenCasesReader {
  private static final int MAX_BYTES = 16 << 20;
  private static final int FORMAT = 1;

  /** Every case; MODEL_REFUSED when the file is not what a replay needs. */
  public List<GoldenCase> read(ModelPackage source, ModelManifest manifest) {
    String file = manifest.golden().file();
    JsonFields root = JsonFields.parse(file, source.read(file, MAX_BYTES));
    if (root.whole("format", 0, Integer.MAX_VALUE) != FORMAT) {
      throw root.bad("format", FORMAT + ", the one this server reads");
    }
    List<GoldenCase> cases = root.objects("cases").stream().map(GoldenCasesReader::read).toList();
    if (cases.isEmpty()) {
      throw root.bad("cases", "at least one, or nothing would be checked");
    }
    cases.forEach(golden -> check(golden, manifest));
    return cases;
  }

  private static GoldenCase read(JsonFields fields) {
    return new GoldenCase(
        fields.text("name"),
        decode(fields),
        fields.numbers("logits"),
        fields.numbers("probabilities"));
  }

  private static byte[] decode(JsonFields fields) {
    try {
      return Base64.getDecoder().decode(fields.text("image"));
    } catch (IllegalArgumentException e) {
      throw Refusal.because("golden case " + fields.text("name") + ": image is not base64", e);
    }
  }

  private static void check(GoldenCase golden, ModelManifest manifest) {
    int labels = manifest.labels().size();
    if (golden.logits().size() != labels || golden.probabilities().size() != labels) {
      throw Refusal.because(
          "golden case %s needs %d logits and probabilities".formatted(golden.name(), labels));
    }
    double[] expected = softmax(golden.logits(), manifest.temperature());
    for (int i = 0; i < labels; i++) {
      double difference = Math.abs(expected[i] - golden.probabilities().get(i));
      if (!(difference <= manifest.golden().tolerance().maxProbabilityDifference())) {
        throw Refusal.because(
            "golden case %s: probabilities do not follow from logits and temperature"
                .formatted(golden.name()));
      }
    }
  }

  private static double[] softmax(List<Double> logits, double temperature) {
    double largest = logits.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double[] exponentials =
        logits.stream().mapToDouble(logit -> Math.exp((logit - largest) / temperature)).toArray();
    double sum = Arrays.stream(exponentials).sum();
    return Arrays.stream(exponentials).map(value -> value / sum).toArray();
  }
}
