package org.healthai.image.jpeg;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.healthai.image.codec.Refusal;

/** Decodes a stripped JPEG to its components, upsampled, without any colour conversion. */
final class JdkJpegDecoder {
  private static final ImageReaderSpi PROVIDER = findProvider();

  private JdkJpegDecoder() {}

  /**
   * The components of all pixels, interleaved.
   *
   * <p>Whatever the decoder warns of means that bits are missing, wrong or left over: the picture
   * it makes of them is refused.
   */
  static byte[] decode(JpegFile jpeg) {
    AtomicBoolean warned = new AtomicBoolean();
    Raster raster = readRaster(jpeg, warned);
    if (warned.get()) {
      throw Refusal.unreadable("the JPEG is damaged: its pixels do not fit its structure");
    }
    return samplesOf(raster, jpeg.frame());
  }

  private static Raster readRaster(JpegFile jpeg, AtomicBoolean warned) {
    ImageReader reader = null;
    try (ImageInputStream in =
        new ByteArrayImageInputStream(jpeg.stripped(), 0, jpeg.strippedLength())) {
      reader = PROVIDER.createReaderInstance();
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
      return reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      throw Refusal.unreadable(e, "the JPEG is damaged: its pixels cannot be decoded");
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  /** The raster's own array, which nobody else holds. */
  private static byte[] samplesOf(Raster raster, JpegFrame frame) {
    int length = Math.multiplyExact(frame.width() * frame.height(), frame.components());
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    if (samples.length != length || raster.getNumBands() != frame.components()) {
      throw new IllegalStateException("the JDK's JPEG reader changed the layout of its rasters");
    }
    return samples;
  }

  /** The JDK's own reader, whatever other plug-ins the class path has. */
  private static ImageReaderSpi findProvider() {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getModule() == ImageReader.class.getModule()
          && Arrays.asList(provider.getFormatNames()).contains("jpeg")) {
        return provider;
      }
    }
    throw new IllegalStateException("this Java runtime has no JPEG reader");
  }
}
