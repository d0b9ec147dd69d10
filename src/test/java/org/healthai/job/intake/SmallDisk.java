package org.healthai.job.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.JobInputs;
import org.healthai.prediction.FilmBytes;

/** Films in memory; the disk can be full. */
final class SmallDisk implements JobInputs {
  /** By folder and item. */
  final Map<String, byte[]> films = new TreeMap<>();

  /** The item with which it is full; -1 for never. */
  int fullAtItem = -1;

  @Override
  public String keep(String folder, int item, FilmBytes film) {
    if (item == fullAtItem) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "full");
    }
    try (InputStream in = film.open()) {
      films.put(folder + "/" + item, in.readAllBytes());
    } catch (IOException e) {
      throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "broken", e);
    }
    return "key" + item;
  }

  @Override
  public InputStream open(String folder, int item, String filmKey) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(String folder, int item) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeAll(String folder) {
    films.keySet().removeIf(name -> name.startsWith(folder));
  }

  @Override
  public Optional<Instant> findLastChange(String folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> listFolders() {
    throw new UnsupportedOperationException();
  }
}
