package org.healthai.prediction;

import java.util.LinkedHashSet;
import java.util.Set;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** A film archive that remembers names and has a limited number of places. One thread. */
final class MemoryFilms implements FilmArchive {
  private final Set<StoredName> kept = new LinkedHashSet<>();
  private int places = Integer.MAX_VALUE;
  private boolean deletable = true;

  void places(int number) {
    places = number;
  }

  void deletable(boolean works) {
    deletable = works;
  }

  Set<StoredName> kept() {
    return kept;
  }

  @Override
  public void keep(StoredName name, FilmBytes film) {
    if (kept.size() >= places) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the disk is full");
    }
    kept.add(name);
  }

  @Override
  public void delete(StoredName name) {
    if (!deletable) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the disk is read-only");
    }
    kept.remove(name);
  }
}
