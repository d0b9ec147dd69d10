package org.healthai.image.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.healthai.image.codec.Refusal;

/** Decompresses a {@link PlainTiff}. */
final class TiffRaster {
  /** Made here, not looked up: a web application's plug-ins are not in the JVM's registry. */
  private static final ImageReaderSpi PROVIDER = new TIFFImageReaderSpi();

  private TiffRaster() {}

  /** The samples as stored; what the library warns of is refused. */
  static Raster decode(byte[] plainTiff) {
    AtomicBoolean warned = new AtomicBoolean();
    Raster raster = read(plainTiff, warned);
    if (warned.get()) {
      throw Refusal.unreadable("the TIFF is damaged: its pixels do not fit its structure");
    }
    return raster;
  }

  private static Raster read(byte[] plainTiff, AtomicBoolean warned) {
    ImageReader reader = null;
    try (ImageInputStream in = new ByteArrayImageInputStream(plainTiff)) {
      reader = PROVIDER.createReaderInstance();
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> warned.set(true));
      return reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      throw Refusal.unreadable(e, "the TIFF is damaged: its pixels cannot be decompressed");
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }
}
