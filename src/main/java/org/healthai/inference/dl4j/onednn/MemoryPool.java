package org.healthai.inference.dl4j.onednn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;

/** Memory for feature maps, used again as soon as nobody reads it any more. */
final class MemoryPool {

  /** A piece of memory. */
  record Piece(BytePointer address, long bytes) {}

  private final NativeScope scope;
  private final List<Piece> free = new ArrayList<>();

  /** Allocates from {@code scope}, which also frees. */
  MemoryPool(NativeScope scope) {
    this.scope = scope;
  }

  /** The smallest free piece that is large enough, or a new one. */
  Piece take(long bytes) {
    Piece best =
        free.stream()
            .filter(piece -> piece.bytes() >= bytes)
            .min(Comparator.comparingLong(Piece::bytes))
            .orElseGet(() -> new Piece(scope.allocate(bytes), bytes));
    free.remove(best);
    return best;
  }

  /** Gives a piece back; the next {@link #take} may return it. */
  void release(Piece piece) {
    free.add(piece);
  }
}
