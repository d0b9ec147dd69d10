package org.healthai.image;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What no PNG decoder over zlib can be faster than: inflating the pixels, all at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class InflateBenchmark {
  private static final int IDAT = 0x49444154;

  private byte[] deflated;
  private final byte[] inflated = new byte[1024 * 1025];

  @Setup
  public void joinPixels() {
    byte[] png = BenchmarkFilm.PNG_1024.encoded();
    ByteBuffer file = ByteBuffer.wrap(png);
    ByteBuffer joined = ByteBuffer.allocate(png.length);
    for (int at = 8; at < png.length; at += 12 + file.getInt(at)) {
      if (file.getInt(at + 4) == IDAT) {
        joined.put(png, at + 8, file.getInt(at));
      }
    }
    deflated = new byte[joined.position()];
    joined.flip().get(deflated);
  }

  @Benchmark
  public int inflate() throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(deflated);
    int length = inflater.inflate(inflated);
    inflater.end();
    return length;
  }
}
