package org.healthai.job.folder;

import java.io.IOException;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;

/** Lets several things be tried, and keeps the first failure for the end. One thread. */
final class Failures {
  private @Nullable RuntimeException first;

  /** Something that may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** A list that may not be there. */
  @FunctionalInterface
  interface Listing {
    List<String> list() throws IOException;
  }

  void attempt(Step step) {
    try {
      step.run();
    } catch (IOException failure) {
      add(withoutNames(failure));
    } catch (LostLeaseException end) {
      throw end;
    } catch (RuntimeException failure) {
      add(failure);
    }
  }

  /** Nothing where it fails. */
  List<String> list(Listing listing) {
    try {
      return listing.list();
    } catch (IOException failure) {
      add(withoutNames(failure));
      return List.of();
    }
  }

  private void add(RuntimeException failure) {
    if (first == null) {
      first = failure;
    }
  }

  /** Names of files carry patients' names: no log may have them, hence no cause. */
  private static HealthAiException withoutNames(IOException failure) {
    return new HealthAiException(
        ErrorCode.STORE_UNAVAILABLE,
        "the watched folder cannot be used (%s)".formatted(FolderTree.reasonOf(failure)));
  }

  void end() {
    if (first != null) {
      throw first;
    }
  }
}
