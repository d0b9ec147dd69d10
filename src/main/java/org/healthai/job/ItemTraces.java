package org.healthai.job;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.healthai.error.ErrorCode;
import org.healthai.prediction.subject.SubjectReferences;

/**
 * What jobs know of patients besides their predictions. Safe for many threads.
 *
 * <p>That a job had a film stays, and under which number. Films at paths of a manifest or of a
 * watched folder are not the server's, and stay where they lie.
 */
public final class ItemTraces {
  private static final ItemDetails NOTHING = new ItemDetails("", null, SubjectReferences.NONE);
  private static final ItemFailure ERASED =
      new ItemFailure(ErrorCode.NOT_FOUND, "the film was erased before it was answered");

  private final SealedItems items;
  private final JobInputs inputs;
  private final ItemSealer sealer;
  private final Clock clock;

  /**
   * A patient's film in a job.
   *
   * @param ref which one
   * @param state what has become of it
   * @param clientName what the client called it
   */
  public record Trace(ItemRef ref, ItemState state, String clientName) {}

  /** Traces in these stores. */
  public ItemTraces(SealedItems items, JobInputs inputs, ItemSealer sealer, Clock clock) {
    this.items = items;
    this.inputs = inputs;
    this.sealer = sealer;
    this.clock = clock;
  }

  /** The films with one of these hashes of a patient, answered or not. */
  public List<Trace> listOfPatient(Collection<String> patientHashes) {
    return items.listOfPatient(patientHashes).stream().map(this::toTrace).toList();
  }

  private Trace toTrace(SealedItem film) {
    ItemDetails details = sealer.open(film.sealedDetails(), film.inputFolder(), film.ref().item());
    return new Trace(film.ref(), film.state(), details.clientName());
  }

  /**
   * Forgets names, paths and references of the films that these predictions answer, and removes
   * their films where some are still kept; to be called in the transaction that deletes the
   * predictions.
   */
  public void forget(Collection<Long> predictionIds) {
    List<SealedItem> films = items.listAnsweredBy(predictionIds);
    films.forEach(this::forget);
    removeKept(films);
  }

  /**
   * Forgets all films of a patient; those that are not answered fail and never will be. To be
   * called in the transaction that erases the patient, before it looks for predictions: what is
   * answered up to this call has its prediction by then, and nothing is answered after it.
   *
   * @return what they were, for {@link #removeKept}
   */
  public List<SealedItem> forgetPatient(Collection<String> patientHashes) {
    items.failUnanswered(patientHashes, ERASED, clock.instant());
    List<SealedItem> films = items.listOfPatient(patientHashes);
    films.forEach(this::forget);
    return films;
  }

  private void forget(SealedItem film) {
    items.erase(film.ref(), sealer.seal(NOTHING, film.inputFolder(), film.ref().item()));
  }

  /** Removes films where they are still kept, which no rollback can undo. */
  public void removeKept(List<SealedItem> films) {
    films.stream()
        .filter(film -> film.filmKey() != null)
        .forEach(film -> inputs.remove(film.inputFolder(), film.ref().item()));
  }
}
