package org.healthai.it;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Random;
import javax.imageio.ImageIO;

/** Films that show nobody: the repository's phantom, and pictures drawn from a seed. */
final class Films {
  private static final int SIDE = 256;
  private static final int SHAPES = 12;

  private Films() {}

  /** The synthetic chest of the quick start. */
  static byte[] phantom() {
    try {
      return Files.readAllBytes(ItEnvironment.phantom());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A grey PNG; another seed gives another picture, the same seed the same bytes. */
  static byte[] drawn(long seed) {
    return drawn(seed, SIDE, SIDE);
  }

  static byte[] drawn(long seed, int width, int height) {
    return encode("png", draw(seed, width, height));
  }

  static byte[] drawnJpeg(long seed) {
    return encode("jpeg", draw(seed, SIDE, SIDE));
  }

  /** A PNG that no compression makes small: about width × height bytes. */
  static byte[] noise(long seed, int width, int height) {
    byte[] greys = new byte[width * height];
    new Random(seed).nextBytes(greys);
    return PngBytes.ofGreys(width, height, greys);
  }

  private static BufferedImage draw(long seed, int width, int height) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < SHAPES; i++) {
      int grey = random.nextInt(256);
      pen.setColor(new Color(grey, grey, grey));
      pen.fillOval(
          random.nextInt(width) - width / 4,
          random.nextInt(height) - height / 4,
          width / 8 + random.nextInt(width / 2),
          height / 8 + random.nextInt(height / 2));
    }
    pen.dispose();
    return image;
  }

  private static byte[] encode(String format, BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("this JDK writes no " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
