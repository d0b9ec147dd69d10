package org.healthai.job.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.healthai.job.intake.FolderFilms;
import org.healthai.job.intake.IncomingFilm;
import org.healthai.job.intake.IncomingFilms;
import org.jspecify.annotations.Nullable;

/**
 * The films of a folder that earlier turns of its schedule have not taken, as many as a job may
 * have: later turns take the others. One thread.
 */
final class NewFilms implements IncomingFilms {
  /** Files that the memory is asked for at once. */
  private static final int AHEAD = 200;

  private final FolderFilms folder;
  private final FolderMemory.Look memory;
  private final Deque<FolderFilms.Found> ahead = new ArrayDeque<>();
  private final List<FolderFilms.Found> handedOut = new ArrayList<>();
  private int count;
  private boolean ended;

  NewFilms(FolderFilms folder, FolderMemory.Look memory) {
    this.folder = folder;
    this.memory = memory;
  }

  @Override
  public @Nullable IncomingFilm next() {
    if (count == memory.limit()) {
      return null;
    }
    while (ahead.isEmpty() && !ended) {
      lookAhead();
    }
    FolderFilms.Found next = ahead.poll();
    if (next == null) {
      return null;
    }
    count++;
    handedOut.add(next);
    return next.film();
  }

  private void lookAhead() {
    List<FolderFilms.Found> found = new ArrayList<>(AHEAD);
    while (found.size() < AHEAD && !ended) {
      FolderFilms.Found file = folder.find();
      if (file == null) {
        ended = true;
      } else {
        found.add(file);
      }
    }
    ahead.addAll(memory.newOf(found));
    if (ended) {
      memory.end();
    }
  }

  @Override
  public void taken(long jobId) {
    memory.take(jobId, handedOut);
    handedOut.clear();
  }
}
