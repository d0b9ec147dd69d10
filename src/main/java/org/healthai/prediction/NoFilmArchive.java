package org.healthai.prediction;

/** The archive that keeps nothing. */
enum NoFilmArchive implements FilmArchive {
  INSTANCE;

  @Override
  public void keep(StoredName name, FilmBytes film) {}

  @Override
  public void delete(StoredName name) {}
}
