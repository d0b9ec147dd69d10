package org.healthai.job;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.upload.UploadSpool;

/** Brings the film of a job to where films of requests are. Safe for many threads. */
public final class FilmOpener {
  private static final System.Logger LOG = System.getLogger(FilmOpener.class.getName());

  private final JobInputs inputs;
  private final ImportRoots roots;
  private final UploadSpool spool;
  private final long maxFilmBytes;
  private final RootPauses pauses;

  /**
   * An opener.
   *
   * @param roots what the paths of manifests are below
   * @param pauses told of jobs whose root is not there
   * @param maxFilmBytes encoded bytes of one film
   */
  public FilmOpener(
      JobInputs inputs,
      ImportRoots roots,
      RootPauses pauses,
      UploadSpool spool,
      long maxFilmBytes) {
    this.pauses = pauses;
    this.inputs = inputs;
    this.roots = roots;
    this.spool = spool;
    this.maxFilmBytes = maxFilmBytes;
  }

  /**
   * Whether there is no use in trying a film now: it is sent again later, and not to be claimed.
   */
  boolean putOff(ItemRef film) {
    return pauses.putOff(film);
  }

  /**
   * Opens a film; the caller closes it.
   *
   * @throws HealthAiException NOT_FOUND when it is gone, PAYLOAD_TOO_LARGE, EMPTY_FILE,
   *     STORE_UNAVAILABLE when the place of kept films does not answer, DEADLINE_PASSED (nobody's
   *     fault) when the tenant's import root is not there
   */
  UploadedFile open(Job job, JobItem item, ItemDetails details) {
    try (InputStream film = read(job, item, details)) {
      UploadedFile file =
          UploadedFile.received(details.clientName(), spool.receive(film, maxFilmBytes));
      if (file.getUpload().size() == 0) {
        file.close();
        throw new HealthAiException(ErrorCode.EMPTY_FILE, "the file is empty");
      }
      return file;
    } catch (AccessDeniedException notOurs) {
      throw new HealthAiException(ErrorCode.NOT_FOUND, "the server may not read the file", notOurs);
    } catch (IOException broken) {
      throw unreadable(details, broken);
    }
  }

  /**
   * Removes a film that is answered, where it was kept for the job: nobody needs it any more. What
   * cannot be removed now is removed with the others after the job's retention.
   */
  void forget(Job job, JobItem item) {
    if (item.filmKey() == null) {
      return;
    }
    try {
      inputs.remove(job.details().inputFolder(), item.ref().item());
    } catch (HealthAiException notNow) {
      LOG.log(Level.DEBUG, "the film of an answered item is removed later", notNow);
    }
  }

  /**
   * Where films of jobs wait is one place, which is there for all or none; files are many, and what
   * is said of them names them, which no log may.
   */
  private static HealthAiException unreadable(ItemDetails details, IOException broken) {
    return details.path() == null
        ? new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the film cannot be read", broken)
        : new HealthAiException(
            ErrorCode.INTERNAL_ERROR,
            "the film cannot be read (%s)".formatted(broken.getClass().getSimpleName()));
  }

  /** Jobs of other tenants, and of other places, do not wait for this root. */
  private Path resolve(Job job, ImportRoot root, String path) {
    try {
      return root.resolveFile(path);
    } catch (HealthAiException refused) {
      if (refused.code() == ErrorCode.STORE_UNAVAILABLE) {
        pauses.begin(job.id());
        throw new HealthAiException(ErrorCode.DEADLINE_PASSED, refused.detail(), refused);
      }
      throw refused;
    }
  }

  private InputStream read(Job job, JobItem item, ItemDetails details) throws IOException {
    if (details.path() != null) {
      ImportRoot root =
          roots
              .findFor(job)
              .orElseThrow(
                  () ->
                      new HealthAiException(
                          ErrorCode.NOT_FOUND, "the tenant has no import root any more"));
      return Files.newInputStream(resolve(job, root, details.path()));
    }
    if (item.filmKey() == null) {
      throw new HealthAiException(ErrorCode.NOT_FOUND, "the film was not kept");
    }
    return inputs.open(job.details().inputFolder(), item.ref().item(), item.filmKey());
  }
}
