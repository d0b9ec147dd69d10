package org.healthai.model.packaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthai.inference.LabelSet;
import org.healthai.inference.OperatingPoint;

/** Reads {@code operating_points} of a manifest, which may be left out. */
final class OperatingPointsReader {
  private static final String MEMBER = "operating_points";

  private OperatingPointsReader() {}

  /** The points in the order of the file. */
  static List<OperatingPoint> read(JsonFields root, LabelSet labels) {
    if (!root.has(MEMBER)) {
      return List.of();
    }
    JsonFields points = root.object(MEMBER);
    return points.names().stream().map(name -> point(name, points.object(name), labels)).toList();
  }

  private static OperatingPoint point(String name, JsonFields fields, LabelSet labels) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (String label : fields.names()) {
      if (!labels.labels().contains(label)) {
        throw fields.bad(label, "left out: it is none of labels");
      }
      double threshold = fields.number(label).doubleValue();
      if (!(threshold > 0 && threshold < 1)) {
        throw fields.bad(label, "a threshold above 0 and below 1");
      }
      thresholds.put(label, threshold);
    }
    return ModelManifestReader.checked(() -> new OperatingPoint(name, thresholds));
  }
}
