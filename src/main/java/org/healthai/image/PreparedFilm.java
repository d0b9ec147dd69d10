package org.healthai.image;

/**
 * One film as a network takes it, in the smallest form: the floats are made when the network's turn
 * comes, since many films wait and floats take up to twelve times the memory of their samples. Safe
 * for many threads.
 */
public interface PreparedFilm {

  /** How many floats {@link #toFloats} gives. */
  int floatCount();

  /** A new array in the order row, column, channel (NHWC); the same numbers at each call. */
  float[] toFloats();

  /** Floats that are there already; must not be changed any more. */
  static PreparedFilm of(float[] floatsNhwc) {
    return new PreparedFilm() {
      @Override
      public int floatCount() {
        return floatsNhwc.length;
      }

      @Override
      public float[] toFloats() {
        return floatsNhwc.clone();
      }
    };
  }
}
