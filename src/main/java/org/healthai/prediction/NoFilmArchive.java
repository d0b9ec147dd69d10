package org.healthai.prediction;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The archive that keeps nothing. */
enum NoFilmArchive implements FilmArchive {
  INSTANCE;

  @Override
  public Optional<String> keep(StoredName name, FilmBytes film) {
    return Optional.empty();
  }

  @Override
  public void delete(StoredName name) {}

  @Override
  public boolean has(StoredName name) {
    return false;
  }

  @Override
  public List<StoredName> listBefore(Instant writtenBefore) {
    return List.of();
  }

  @Override
  public void copy(StoredName name, @Nullable String sealedKey, OutputStream out)
      throws IOException {
    throw new FileNotFoundException("films are not kept");
  }
}
