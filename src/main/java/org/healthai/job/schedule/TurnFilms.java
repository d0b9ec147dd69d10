package org.healthai.job.schedule;

import java.io.IOException;
import org.healthai.job.intake.IncomingFilm;
import org.healthai.job.intake.IncomingFilms;
import org.jspecify.annotations.Nullable;

/**
 * The films of a turn: there is a job of them only if the turn is still this server's when the job
 * is made, and then the turn is over in the same moment. One thread.
 */
final class TurnFilms implements IncomingFilms {
  private final Turn turn;
  private final IncomingFilms films;

  TurnFilms(Turn turn, IncomingFilms films) {
    this.turn = turn;
    this.films = films;
  }

  @Override
  public @Nullable IncomingFilm next() throws IOException {
    turn.goOn();
    return films.next();
  }

  @Override
  public void taken(long jobId) {
    films.taken(jobId);
  }

  @Override
  public void complete(long jobId) {
    turn.finish(jobId);
  }
}
