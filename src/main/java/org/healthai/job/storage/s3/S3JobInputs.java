package org.healthai.job.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ItemSealer;
import org.healthai.job.JobInputs;
import org.healthai.job.PlaceIds;
import org.healthai.job.storage.JobFolder;
import org.healthai.job.storage.StoragePlace;
import org.healthai.prediction.FilmBytes;
import org.healthai.secret.StreamSealer;

/**
 * Films of jobs as objects of an S3-compatible storage that all servers share, sealed before they
 * leave this one. Safe for many threads.
 */
public final class S3JobInputs implements JobInputs, AutoCloseable {
  /** What the upload spool clears away at the next start, should this process be killed. */
  private static final String PREFIX = "upload-";

  private static final String SUFFIX = ".tmp";

  private final S3Storage storage;
  private final Path temporary;
  private final StreamSealer sealer;
  private final StoragePlace place;
  private final TrustedPlace trusted;

  /**
   * Films in the storage of these settings, which is not asked yet.
   *
   * @param ids tells whether it is the one of the database; where that has none yet, it is made
   */
  public S3JobInputs(S3Settings settings, PlaceIds ids, StreamSealer sealer, Clock clock) {
    this.storage = new S3Storage(settings);
    this.place = new StoragePlace(new S3Markers(storage), ids, false);
    this.trusted = new TrustedPlace(place, clock);
    this.temporary = settings.temporary();
    this.sealer = sealer;
  }

  /** An object needs its length first, and may have to be sent twice: hence the file. */
  @Override
  public String keep(String folder, int item, FilmBytes film) {
    String context = ItemSealer.filmContext(folder, item);
    trusted.require();
    try {
      Path sealed = Files.createTempFile(temporary, PREFIX, SUFFIX);
      try {
        String key = seal(film, sealed, context);
        storage.put(nameOf(folder, item), sealed);
        return key;
      } finally {
        Files.deleteIfExists(sealed);
      }
    } catch (IOException e) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "a film of the job could not be kept", e);
    }
  }

  private String seal(FilmBytes film, Path sealed, String context) throws IOException {
    try (InputStream in = film.open();
        OutputStream out = Files.newOutputStream(sealed)) {
      return sealer.seal(in, out, context);
    }
  }

  @Override
  public InputStream open(String folder, int item, String filmKey) throws IOException {
    InputStream sealed = get(nameOf(folder, item));
    try {
      return sealer.open(sealed, filmKey, ItemSealer.filmContext(folder, item));
    } catch (RuntimeException notOurs) {
      sealed.close();
      throw notOurs;
    }
  }

  /** A film that is not there is lost only where it would have to be. */
  private InputStream get(String name) {
    try {
      return storage.get(name);
    } catch (HealthAiException failure) {
      if (failure.code() == ErrorCode.NOT_FOUND) {
        place.require();
      }
      throw failure;
    }
  }

  @Override
  public void remove(String folder, int item) {
    trusted.require();
    storage.remove(nameOf(folder, item));
  }

  @Override
  public void removeAll(String folder) {
    JobFolder.require(folder);
    trusted.require();
    storage.removeAll(folder);
  }

  @Override
  public List<String> listFolders() {
    place.require();
    return storage.listFolders().stream().filter(JobFolder::isOne).toList();
  }

  @Override
  public Optional<String> findProblem() {
    return trusted.findProblem();
  }

  @Override
  public Optional<Instant> findLastChange(String folder) {
    return storage.findLastChange(JobFolder.require(folder));
  }

  private static String nameOf(String folder, int item) {
    return JobFolder.require(folder) + "/film-" + item;
  }

  @Override
  public void close() {
    storage.close();
  }
}
