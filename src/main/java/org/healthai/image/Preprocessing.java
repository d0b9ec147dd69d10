package org.healthai.image;

import java.util.List;

/**
 * How a decoded film becomes the numbers a network was trained on; the machine-readable half of a
 * model's input contract ({@code input} in {@code model.json}).
 *
 * <p>Every step equals Pillow and torchvision: greys by {@code Image.convert("L")}, resize by
 * {@code Image.resize(BILINEAR)} with antialias on 8-bit samples, then {@code (x / 255 - mean) /
 * std} per channel. Greys of 16 bit become 8 bit before the resize by {@code round(v * 255 /
 * 65535)}.
 *
 * @param height rows of the network's input
 * @param width columns of the network's input
 * @param resize what happens to the film's aspect ratio
 * @param shorterSide length in pixels the shorter side is resized to before the centre crop; equals
 *     0 for {@link ResizeRule#SQUASH}
 * @param colour whether the film is turned to grey or kept in colour
 * @param channels channels of the network's input: 1, or 3 (a grey film is repeated)
 * @param mean mean per channel, on the 0..1 scale
 * @param std standard deviation per channel, on the 0..1 scale
 */
public record Preprocessing(
    int height,
    int width,
    ResizeRule resize,
    int shorterSide,
    Colour colour,
    int channels,
    List<Float> mean,
    List<Float> std) {

  /** What happens to the aspect ratio. */
  public enum ResizeRule {
    /** Both sides are resized independently ({@code torchvision.transforms.Resize((h, w))}). */
    SQUASH,
    /**
     * The shorter side is resized, then the centre is cropped ({@code Resize(s)}, {@code
     * CenterCrop((h, w))}).
     */
    SHORTER_SIDE_CROP
  }

  /** What the network sees. */
  public enum Colour {
    /** The film is turned to grey; with three channels the grey is repeated. */
    GREY,
    /** The film is turned to RGB. */
    RGB
  }

  /** Checks the numbers against each other. */
  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("height and width must be positive");
    }
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels must be 1 or 3, not " + channels);
    }
    if (colour == Colour.RGB && channels != 3) {
      throw new IllegalArgumentException("colour input needs 3 channels");
    }
    if (mean.size() != channels || std.size() != channels) {
      throw new IllegalArgumentException("mean and std need one value per channel");
    }
    if (std.stream().anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException("std must be positive");
    }
    boolean crops = resize == ResizeRule.SHORTER_SIDE_CROP;
    if (crops && shorterSide < Math.max(height, width)) {
      throw new IllegalArgumentException("shorterSide must cover the crop");
    }
  }

  /** Floats in one film's input: height × width × channels. */
  public int floatCount() {
    return height * width * channels;
  }
}
