package org.healthai.config;

import org.healthai.image.ImageLimits;

/**
 * What this process has to work with.
 *
 * @param processors processors it may use
 * @param heapBytes largest heap
 */
record Machine(int processors, long heapBytes) {
  /**
   * Heap that decoding the largest film allowed costs a pixel: six for a JPEG or TIFF in colour,
   * the film itself, and the film once more while it is turned upright ({@code FilmReader}).
   */
  private static final int HEAP_BYTES_A_PIXEL = 8;

  /** The machine this runs on. */
  static Machine current() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(runtime.availableProcessors(), runtime.maxMemory());
  }

  /**
   * How many films may be decoded at once without running out of heap, however large they are.
   *
   * @param wanted what is configured; 0 takes one a processor, as far as the heap allows
   * @throws InvalidSettingException when the heap cannot hold that many
   */
  int decodeThreads(int wanted, ImageLimits limits) {
    long largestFilm = limits.maxBytes() + HEAP_BYTES_A_PIXEL * limits.maxPixels();
    long fitting = heapBytes / largestFilm;
    if (fitting < Math.max(1, wanted)) {
      throw new InvalidSettingException(
          ("%s and %s are refused: decoding the largest film takes %d MB of heap, %d at once do not"
                  + " fit in %d MB; lower healthai.image.max-pixels or raise -Xmx")
              .formatted(
                  SettingCatalogue.PREDICTION_DECODE_THREADS.key(),
                  SettingCatalogue.IMAGE_MAX_PIXELS.key(),
                  largestFilm >> 20,
                  Math.max(1, wanted),
                  heapBytes >> 20));
    }
    return wanted > 0 ? wanted : (int) Math.min(processors, fitting);
  }
}
