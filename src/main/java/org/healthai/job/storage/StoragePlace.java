package org.healthai.job.storage;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.PlaceIds;
import org.jspecify.annotations.Nullable;

/**
 * Tells the place where films of jobs wait from others that bear its name: the mount point of a
 * share that is not mounted, a place that another server has for itself, or that of another
 * database. The right one has an empty file whose name is the id that the database knows. Safe for
 * many threads.
 *
 * <p>A file for each id, and no content; the database chooses the id before there is a file, so
 * that servers that start together and one that was killed find their own, and nobody takes that of
 * another database for it.
 */
public final class StoragePlace {
  private static final System.Logger LOG = System.getLogger(StoragePlace.class.getName());

  /** Chosen, and its file may not be there yet. */
  private static final String CHOSEN = "new:";

  private final PlaceMarkers markers;
  private final PlaceIds ids;
  private final boolean own;
  private volatile @Nullable String id;

  /**
   * A place that is not looked at yet.
   *
   * @param own whether it can be no other database's: a new one goes on with the id that it finds
   */
  public StoragePlace(PlaceMarkers markers, PlaceIds ids, boolean own) {
    this.markers = markers;
    this.ids = ids;
    this.own = own;
  }

  /**
   * Does nothing where the place is the right one; makes it so where the database has none yet.
   *
   * @throws HealthAiException STORE_UNAVAILABLE where it is not there, or another one
   */
  public void require() {
    if (look().isPresent()) {
      throw new HealthAiException(
          ErrorCode.STORE_UNAVAILABLE, "the place where films of jobs wait is not there");
    }
  }

  /** What is wrong with it, for operators. */
  public Optional<String> findProblem() {
    try {
      return look();
    } catch (HealthAiException notKnown) {
      return Optional.of(notKnown.detail());
    }
  }

  private Optional<String> look() {
    String known = id;
    if (known == null) {
      known = ids.get(markers.kind());
      if (known.isEmpty() || known.startsWith(CHOSEN)) {
        return settle(known);
      }
      id = known;
    }
    return markers.has(known)
        ? Optional.empty()
        : Optional.of(
            "%s is not there: it is not mounted, or not the place of this database"
                .formatted(markers.nameOf(known)));
  }

  /** Where the database has no place yet, or nobody knows whether its marker was made. */
  private Optional<String> settle(String before) {
    List<String> found = markers.list();
    if (own && !found.isEmpty()) {
      return settleOn(before, found.get(0));
    }
    if (!before.isEmpty()) {
      return mark(before, found);
    }
    if (!found.isEmpty()) {
      return Optional.of(another(found.get(0)));
    }
    String unused = ids.change(markers.kind(), before, CHOSEN + UUID.randomUUID());
    return look();
  }

  private Optional<String> mark(String before, List<String> found) {
    String chosen = before.substring(CHOSEN.length());
    Optional<String> theirs = findOther(found, chosen);
    if (theirs.isEmpty()) {
      markers.make(chosen);
      theirs = findOther(markers.list(), chosen); // who came at the same time
    }
    return theirs.isPresent() ? theirs.map(this::another) : settleOn(before, chosen);
  }

  private static Optional<String> findOther(List<String> found, String chosen) {
    return found.stream().filter(Predicate.isEqual(chosen).negate()).findFirst();
  }

  private Optional<String> settleOn(String before, String chosen) {
    String known = ids.change(markers.kind(), before, chosen);
    if (known.equals(chosen)) {
      id = chosen;
      LOG.log(Level.INFO, "films of jobs wait where {0} is from now on", markers.nameOf(chosen));
      return Optional.empty();
    }
    return Optional.of("another server is looking for the place; it is looked for again");
  }

  private String another(String theirs) {
    return ("%s is another database's. Give this one a place of its own; or, where no other one uses"
            + " this one any more, remove that marker")
        .formatted(markers.nameOf(theirs));
  }
}
