package org.healthai.model.packaging;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthai.image.Preprocessing;
import org.healthai.image.Preprocessing.Colour;
import org.healthai.image.Preprocessing.ResizeRule;

/**
 * Reads {@code input} of {@code model.json}: what this server can do to a film, and nothing else.
 */
final class InputContractReader {
  /** Keeps one input below 64 MB. */
  private static final int MAX_SIDE = 2048;

  private static final Map<String, ResizeRule> RESIZE =
      Map.of("squash", ResizeRule.SQUASH, "shorter-side-crop", ResizeRule.SHORTER_SIDE_CROP);

  private static final Map<String, Colour> COLOUR = Map.of("grey", Colour.GREY, "rgb", Colour.RGB);

  /** Members with one value each, because the server knows one way only. */
  private static final Map<String, String> FIXED =
      Map.of(
          "layout", "NHWC",
          "interpolation", "bilinear-antialias",
          "sixteen_bit", "full-range",
          "voi", "apply",
          "polarity", "monochrome2");

  /** Members of {@link #FIXED} that only matter to DICOM and may be left out. */
  private static final Set<String> OPTIONAL = Set.of("voi", "polarity");

  private static final Set<String> OTHERS =
      Set.of("height", "width", "resize", "shorter_side", "colour", "channels", "mean", "std");

  Preprocessing read(JsonFields input) {
    refuseUnknown(input);
    for (Map.Entry<String, String> fixed : FIXED.entrySet()) {
      if (input.has(fixed.getKey()) || !OPTIONAL.contains(fixed.getKey())) {
        input.choice(fixed.getKey(), Map.of(fixed.getValue(), fixed));
      }
    }
    int height = (int) input.whole("height", 1, MAX_SIDE);
    int width = (int) input.whole("width", 1, MAX_SIDE);
    ResizeRule resize = input.choice("resize", RESIZE);
    Colour colour = input.choice("colour", COLOUR);
    int channels = (int) input.whole("channels", 1, 3);
    int shorterSide = shorterSide(input, resize);
    return ModelManifestReader.checked(
        () ->
            new Preprocessing(
                height,
                width,
                resize,
                shorterSide,
                colour,
                channels,
                floats(input, "mean"),
                floats(input, "std")));
  }

  private static void refuseUnknown(JsonFields input) {
    Set<String> unknown = new HashSet<>(input.names());
    unknown.removeAll(FIXED.keySet());
    unknown.removeAll(OTHERS);
    if (!unknown.isEmpty()) {
      throw Refusal.because("model.json: input has members this server does not know: " + unknown);
    }
  }

  private static int shorterSide(JsonFields input, ResizeRule resize) {
    return resize == ResizeRule.SQUASH ? 0 : (int) input.whole("shorter_side", 1, 2 * MAX_SIDE);
  }

  private static List<Float> floats(JsonFields input, String name) {
    return input.numbers(name).stream().map(Double::floatValue).toList();
  }
}
