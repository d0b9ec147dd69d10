package org.healthai.model.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.image.Preprocessing;
import org.healthai.image.Preprocessing.ResizeRule;
import org.jspecify.annotations.Nullable;

/**
 * A model's input contract.
 *
 * @param height rows of the network's input
 * @param width columns of the network's input
 * @param resize {@code squash} or {@code shorter-side-crop}
 * @param shorterSide length the shorter side gets before the crop; absent where nothing is cropped
 * @param colour {@code grey} or {@code rgb}
 * @param channels of the network's input; a grey film is repeated
 * @param mean a channel, on the 0..1 scale
 * @param std a channel, on the 0..1 scale
 */
@JsonbPropertyOrder({
  "height",
  "width",
  "resize",
  "shorterSide",
  "colour",
  "channels",
  "mean",
  "std"
})
@Schema(name = "ModelInput")
public record InputResponse(
    @Schema(examples = "224") int height,
    @Schema(examples = "224") int width,
    @Schema(examples = "squash") String resize,
    @JsonbProperty("shorter_side") @Nullable Integer shorterSide,
    @Schema(examples = "grey") String colour,
    @Schema(examples = "3") int channels,
    @Schema(examples = "[0.485,0.456,0.406]") List<Float> mean,
    @Schema(examples = "[0.229,0.224,0.225]") List<Float> std) {

  static InputResponse of(Preprocessing input) {
    return new InputResponse(
        input.height(),
        input.width(),
        inWords(input.resize()),
        input.resize() == ResizeRule.SQUASH ? null : input.shorterSide(),
        inWords(input.colour()),
        input.channels(),
        input.mean(),
        input.std());
  }

  private static String inWords(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
