package org.healthai.prediction.shadow;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.healthai.batching.Priority;
import org.healthai.model.ServedModel;
import org.healthai.prediction.Prediction;
import org.healthai.prediction.pipeline.Deadline;
import org.healthai.prediction.pipeline.DecodedFilm;
import org.healthai.prediction.pipeline.FilmAnswer;
import org.healthai.prediction.pipeline.FilmClassifier;
import org.healthai.prediction.pipeline.FilmDecoder;
import org.healthai.prediction.pipeline.FilmScorer;
import org.healthai.prediction.pipeline.ModelClassifier;
import org.healthai.prediction.upload.Upload;

/** Lets a candidate look at one film, waiting for it, and stores what it says. */
public final class ShadowWork {
  /** A candidate that is slower has no room for more films either. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final FilmDecoder decoder;
  private final FilmScorer scorer;
  private final ShadowRepository answers;
  private final LongSupplier nanoClock;

  /**
   * Work with these parts; decoder and scorer are not those of clients, whose steps are timed and
   * whose answers may be remembered.
   */
  public ShadowWork(
      FilmDecoder decoder, FilmScorer scorer, ShadowRepository answers, LongSupplier nanoClock) {
    this.decoder = decoder;
    this.scorer = scorer;
    this.answers = answers;
    this.nanoClock = nanoClock;
  }

  /**
   * Looks and stores.
   *
   * @return false when the prediction is deleted already
   * @throws RuntimeException what the decoder, the candidate or the store fails with
   */
  boolean run(Prediction told, Upload upload, ServedModel candidate) {
    long started = nanoClock.getAsLong();
    FilmClassifier classifier = new ModelClassifier(candidate);
    Deadline deadline = Deadline.in(LIMIT, nanoClock);
    DecodedFilm film = decoder.decode(upload, classifier.preprocessing().colour());
    FilmAnswer answer = scorer.score(film.film(), classifier, Priority.BULK, deadline).join();
    Duration took = Duration.ofNanos(nanoClock.getAsLong() - started);
    return answers.save(ShadowAnswer.of(told, candidate.id(), answer.scores(), took));
  }
}
