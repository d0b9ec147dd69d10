package org.healthai.job.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.PlaceIds;
import org.healthai.job.PlaceIds.Kind;
import org.junit.jupiter.api.Test;

class StoragePlaceTest {
  private final MemoryMarkers markers = new MemoryMarkers();
  private final MemoryPlaceIds database = new MemoryPlaceIds();
  private final StoragePlace place = placeOf(database);

  private StoragePlace placeOf(PlaceIds ids) {
    return new StoragePlace(markers, ids, false);
  }

  @Test
  void aNewDatabaseMarksAPlaceThatNobodyHas() {
    place.require();

    assertEquals(Set.of(database.get(Kind.DIRECTORY)), markers.ids);
    assertEquals(Optional.empty(), placeOf(database).findProblem());
  }

  @Test
  void aNewDatabaseLeavesThePlaceOfAnotherOneAndSaysWhatToDo() {
    markers.ids.add("theirs");

    assertEquals(
        Optional.of(
            "the marker theirs is another database's. Give this one a place of its own; or, where"
                + " no other one uses this one any more, remove that marker"),
        place.findProblem());
    assertEquals(
        ErrorCode.STORE_UNAVAILABLE, assertThrows(HealthAiException.class, place::require).code());
    assertEquals("", database.get(Kind.DIRECTORY));

    markers.ids.clear();
    assertEquals(Optional.empty(), place.findProblem());
  }

  @Test
  void goesOnWhereAServerWasKilledBeforeTheMarkerWasMade() {
    markers.beforeMake = StoragePlaceTest::kill;
    assertThrows(IllegalStateException.class, place::require);

    markers.beforeMake = () -> {};
    placeOf(database).require();

    assertEquals(Set.of(database.get(Kind.DIRECTORY)), markers.ids);
  }

  @Test
  void goesOnWhereAServerWasKilledAfterTheMarkerWasMade() {
    markers.afterMake = StoragePlaceTest::kill;
    assertThrows(IllegalStateException.class, place::require);

    markers.afterMake = () -> {};
    placeOf(database).require();

    assertEquals(Set.of(database.get(Kind.DIRECTORY)), markers.ids);
  }

  @Test
  void serversOfOneDatabaseThatStartTogetherTakeOnePlace() {
    StoragePlace second = placeOf(database);
    markers.beforeMake =
        () -> {
          markers.beforeMake = () -> {};
          second.require();
        };

    place.require();

    assertEquals(Set.of(database.get(Kind.DIRECTORY)), markers.ids);
  }

  @Test
  void ofTwoDatabasesThatComeAtTheSameTimeTheSecondNotices() {
    StoragePlace first = placeOf(new MemoryPlaceIds());
    markers.beforeMake =
        () -> {
          markers.beforeMake = () -> {};
          first.require();
        };

    assertTrue(place.findProblem().orElseThrow().contains("is another database's"));
    assertEquals(Optional.empty(), first.findProblem());
  }

  @Test
  void aPlaceWithoutTheMarkerOfItsDatabaseIsNotThere() {
    place.require();
    markers.ids.clear();

    assertTrue(place.findProblem().orElseThrow().endsWith("or not the place of this database"));
    assertTrue(placeOf(database).findProblem().isPresent());
    assertEquals(Set.of(), markers.ids);
  }

  /** A backup of the database is one in which the place is known. */
  @Test
  void aRestoredDatabaseFindsItsPlace() {
    place.require();
    MemoryPlaceIds restored = new MemoryPlaceIds();
    String unused = restored.change(Kind.DIRECTORY, "", database.get(Kind.DIRECTORY));

    assertEquals(Optional.empty(), placeOf(restored).findProblem());
  }

  private static void kill() {
    throw new IllegalStateException("killed");
  }

  private static final class MemoryMarkers implements PlaceMarkers {
    private final Set<String> ids = new TreeSet<>();
    private Runnable beforeMake = () -> {};
    private Runnable afterMake = () -> {};

    @Override
    public Kind kind() {
      return Kind.DIRECTORY;
    }

    @Override
    public List<String> list() {
      return List.copyOf(ids);
    }

    @Override
    public boolean has(String id) {
      return ids.contains(id);
    }

    @Override
    public void make(String id) {
      beforeMake.run();
      ids.add(id);
      afterMake.run();
    }

    @Override
    public String nameOf(String id) {
      return "the marker " + id;
    }
  }
}
