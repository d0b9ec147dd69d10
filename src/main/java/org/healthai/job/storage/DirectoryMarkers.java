package org.healthai.job.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.files.DirectoryEntries;
import org.healthai.files.OwnerOnlyFiles;
import org.healthai.job.PlaceIds;

/** The markers of a directory. Safe for many threads. */
record DirectoryMarkers(Path directory) implements PlaceMarkers {
  @Override
  public PlaceIds.Kind kind() {
    return PlaceIds.Kind.DIRECTORY;
  }

  @Override
  public List<String> list() {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> markers = Files.newDirectoryStream(directory, PREFIX + "*")) {
      DirectoryEntries.forEach(
          markers, file -> ids.add(file.getFileName().toString().substring(PREFIX.length())));
      return ids;
    } catch (NoSuchFileException notYet) {
      return ids;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public boolean has(String id) {
    return Files.exists(directory.resolve(PREFIX + id));
  }

  @Override
  public void make(String id) {
    try {
      OwnerOnlyFiles.createDirectory(directory);
      Files.createFile(directory.resolve(PREFIX + id));
    } catch (FileAlreadyExistsException found) {
      if (!has(id)) {
        throw unusable(found); // something else bears the directory's name
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public String nameOf(String id) {
    return "the file %s%s in healthai.job.storage-directory".formatted(PREFIX, id);
  }

  private static HealthAiException unusable(Exception cause) {
    return new HealthAiException(
        ErrorCode.STORE_UNAVAILABLE, "the place where films of jobs wait cannot be used", cause);
  }
}
