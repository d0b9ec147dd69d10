package org.healthai.image;

import java.util.Arrays;

/**
 * Pillow's {@code Image.resize(BILINEAR)} of 8-bit samples: a pass over the rows, rounded to 8 bit,
 * then one over the columns, rounded again ({@code ImagingResample}; equality to the bit is tested
 * against planes that Pillow made).
 *
 * <p>The first pass runs only as far ahead as the second needs: besides the result this takes 4
 * bytes × channels × width of the result for each row of the film that goes into one row of the
 * result. The weights are positive and sum to one within 2⁻¹⁷, so no sum leaves 0..255.
 */
final class Resampler {
  /** Rows the first pass takes at a time: they share the loads of weights and hide latency. */
  private static final int ROWS = 4;

  private final Film film;
  private final ResampleKernel columns;
  private final ResampleKernel rows;
  private final int channels;
  private final int rowLength;
  private final int capacity;
  private final int[] ring;
  private final int firstRow;
  private int rowsDone;

  private Resampler(Film film, ResampleKernel columns, ResampleKernel rows) {
    this.film = film;
    this.columns = columns;
    this.rows = rows;
    this.channels = film.channels();
    this.rowLength = columns.length() * channels;
    this.capacity = (rows.maxTaps() + 2 * ROWS - 1) / ROWS * ROWS;
    this.ring = new int[Math.multiplyExact(capacity, rowLength)];
    this.firstRow = rows.first(0);
  }

  /**
   * Resizes a film.
   *
   * @return {@code rows.length() × columns.length() × channels} samples
   */
  static byte[] resize(Film film, ResampleKernel columns, ResampleKernel rows) {
    return new Resampler(film, columns, rows).run();
  }

  private byte[] run() {
    byte[] resized = new byte[Math.multiplyExact(rows.length(), rowLength)];
    int[] sums = new int[rowLength];
    for (int row = 0; row < rows.length(); row++) {
      int first = rows.first(row) - firstRow;
      resizeRowsUpTo(first + rows.taps(row));
      Arrays.fill(sums, ResampleKernel.HALF);
      for (int tap = 0; tap < rows.taps(row); tap++) {
        int weight = rows.sharedWeights()[row * rows.maxTaps() + tap];
        addWeighted(ring, (first + tap) % capacity * rowLength, weight, sums);
      }
      for (int i = 0; i < rowLength; i++) {
        resized[row * rowLength + i] = (byte) (sums[i] >> ResampleKernel.PRECISION_BITS);
      }
    }
    return resized;
  }

  private static void addWeighted(int[] samples, int from, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += samples[from + i] * weight;
    }
  }

  private void resizeRowsUpTo(int end) {
    while (rowsDone < end) {
      if (firstRow + rowsDone + ROWS <= film.height()) {
        resizeFourRows(firstRow + rowsDone, rowsDone % capacity * rowLength);
        rowsDone += ROWS;
      } else {
        resizeRow(firstRow + rowsDone, rowsDone % capacity * rowLength);
        rowsDone++;
      }
    }
  }

  private void resizeFourRows(int row, int to) {
    byte[] samples = film.sharedSamples();
    int[] weights = columns.sharedWeights();
    int stride = film.width() * channels;
    for (int i = 0; i < rowLength; i++) {
      int column = i / channels;
      int a = row * stride + columns.first(column) * channels + i % channels;
      int sumA = ResampleKernel.HALF;
      int sumB = ResampleKernel.HALF;
      int sumC = ResampleKernel.HALF;
      int sumD = ResampleKernel.HALF;
      int weightAt = column * columns.maxTaps();
      for (int end = weightAt + columns.taps(column); weightAt < end; weightAt++) {
        int weight = weights[weightAt];
        sumA += (samples[a] & 0xFF) * weight;
        sumB += (samples[a + stride] & 0xFF) * weight;
        sumC += (samples[a + 2 * stride] & 0xFF) * weight;
        sumD += (samples[a + 3 * stride] & 0xFF) * weight;
        a += channels;
      }
      ring[to + i] = sumA >> ResampleKernel.PRECISION_BITS;
      ring[to + rowLength + i] = sumB >> ResampleKernel.PRECISION_BITS;
      ring[to + 2 * rowLength + i] = sumC >> ResampleKernel.PRECISION_BITS;
      ring[to + 3 * rowLength + i] = sumD >> ResampleKernel.PRECISION_BITS;
    }
  }

  private void resizeRow(int row, int to) {
    byte[] samples = film.sharedSamples();
    int[] weights = columns.sharedWeights();
    for (int i = 0; i < rowLength; i++) {
      int column = i / channels;
      int from = (row * film.width() + columns.first(column)) * channels + i % channels;
      int weightAt = column * columns.maxTaps();
      int sum = ResampleKernel.HALF;
      for (int end = weightAt + columns.taps(column); weightAt < end; weightAt++) {
        sum += (samples[from] & 0xFF) * weights[weightAt];
        from += channels;
      }
      ring[to + i] = sum >> ResampleKernel.PRECISION_BITS;
    }
  }
}
