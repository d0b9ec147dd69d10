package org.healthai.prediction;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An archive whose server no longer keeps films. */
record ClosedFilmArchive(FilmArchive older) implements FilmArchive {

  @Override
  public Optional<String> keep(StoredName name, FilmBytes film) {
    return Optional.empty();
  }

  @Override
  public void delete(StoredName name) {
    older.delete(name);
  }

  @Override
  public boolean has(StoredName name) {
    return older.has(name);
  }

  @Override
  public List<StoredName> listBefore(Instant writtenBefore) {
    return older.listBefore(writtenBefore);
  }

  @Override
  public void copy(StoredName name, @Nullable String sealedKey, OutputStream out)
      throws IOException {
    older.copy(name, sealedKey, out);
  }
}
