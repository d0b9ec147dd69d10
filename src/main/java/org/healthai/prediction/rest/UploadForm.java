package org.healthai.prediction.rest;

import java.util.List;
import java.util.function.Function;
import org.healthai.prediction.UploadedFile;

/**
 * The files of one request, received whole; made by {@link UploadFormReader}.
 *
 * @param files at least one
 */
public record UploadForm(List<UploadedFile> files) {

  /** Copies the list. */
  public UploadForm {
    files = List.copyOf(files);
  }

  /** Hands the files over to {@code receiver}, which closes them; unless it throws, then we do. */
  <T> T handOver(Function<List<UploadedFile>, T> receiver) {
    try {
      return receiver.apply(files);
    } catch (RuntimeException notTaken) {
      files.forEach(UploadedFile::close);
      throw notTaken;
    }
  }
}
