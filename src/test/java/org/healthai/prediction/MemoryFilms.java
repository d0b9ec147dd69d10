package org.healthai.prediction;

import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

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
  public Optional<String> keep(StoredName name, FilmBytes film) {
    if (kept.size() >= places) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the disk is full");
    }
    kept.add(name);
    return Optional.of("k1." + name.value());
  }

  @Override
  public boolean has(StoredName name) {
    return kept.contains(name);
  }

  @Override
  public List<StoredName> listBefore(Instant writtenBefore) {
    return List.copyOf(kept);
  }

  @Override
  public void copy(StoredName name, @Nullable String sealedKey, OutputStream out) {
    throw new UnsupportedOperationException("it remembers names only");
  }

  @Override
  public void delete(StoredName name) {
    if (!deletable) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the disk is read-only");
    }
    kept.remove(name);
  }
}
