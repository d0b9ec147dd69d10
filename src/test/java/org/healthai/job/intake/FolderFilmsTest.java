package org.healthai.job.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.healthai.job.ImportRoot;
import org.healthai.job.WatchedPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFilmsTest {
  @TempDir private Path root;

  @Test
  void passesOverWhatTheServerKeepsInAWatchedFolder() throws IOException {
    for (String path :
        List.of("ward/inbox/a.png", "ward/inbox/done/job-1/b.png", "ward/done/c.png")) {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), "film");
    }
    ImportRoot watched =
        new ImportRoot(root, new WatchedPlace(root.resolve("ward/inbox")), List.of());

    assertEquals(
        List.of("ward/done/c.png", "ward/inbox/a.png"),
        paths(new FolderFilms(watched, "ward", () -> {})));
  }

  private static List<String> paths(FolderFilms films) throws IOException {
    List<String> paths = new ArrayList<>();
    for (IncomingFilm film = films.next(); film != null; film = films.next()) {
      paths.add(String.valueOf(film.path()));
    }
    return paths;
  }
}
