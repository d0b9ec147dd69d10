package org.healthai.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.FilmBytes;
import org.junit.jupiter.api.Test;

class InputSweepTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(2));

  private final TestClock clock = new TestClock(NOON);

  /** When which folder last changed. */
  private final Map<String, Instant> folders = new TreeMap<>();

  /** Whether the job of a folder has lost its films. */
  private final Map<String, Boolean> rows = new HashMap<>();

  /** What happens after the folders were listed. */
  private Runnable meanwhile = () -> {};

  /** A folder that cannot be removed. */
  private String stuck = "";

  private final InputSweep sweep = new InputSweep(new Rows(), new Folders(), clock);

  @Test
  void removesWhatHasNoJobOnceItIsOld() {
    folders.put("crashed", LONG_AGO);
    folders.put("young", NOON.minus(Duration.ofHours(23)));
    folders.put("job", LONG_AGO);
    rows.put("job", false);

    sweep.sweepIfDue();

    assertEquals(Set.of("job", "young"), folders.keySet());
  }

  @Test
  void removesWhatCouldNotBeRemovedWithItsJobsFilms() {
    folders.put("ended", NOON);
    rows.put("ended", true);

    sweep.sweepIfDue();

    assertEquals(Set.of(), folders.keySet());
  }

  /** Its row is there before its folder. */
  @Test
  void leavesAJobThatIsBeingMadeMeanwhile() {
    folders.put("crashed", LONG_AGO);
    meanwhile =
        () -> {
          rows.put("made", false);
          folders.put("made", LONG_AGO); // by the clock of the file server
        };

    sweep.sweepIfDue();

    assertEquals(Set.of("made"), folders.keySet());
  }

  @Test
  void leavesFoldersOfAnotherDatabase() {
    for (int i = 0; i < 11; i++) {
      folders.put("theirs-" + i, LONG_AGO);
    }
    folders.put("ours", LONG_AGO);
    rows.put("ours", true);

    sweep.sweepIfDue();

    assertEquals(11, folders.size());
  }

  @Test
  void oneThatCannotBeRemovedKeepsNoneOfTheOthers() {
    stuck = "a";
    folders.put("a", LONG_AGO);
    folders.put("b", LONG_AGO);

    assertThrows(HealthAiException.class, sweep::sweepIfDue);

    assertEquals(Set.of("a"), folders.keySet());
  }

  @Test
  void looksEveryHalfHour() {
    sweep.sweepIfDue();
    folders.put("crashed", LONG_AGO);

    clock.advance(Duration.ofMinutes(29));
    sweep.sweepIfDue();
    assertEquals(1, folders.size());

    clock.advance(Duration.ofMinutes(1));
    sweep.sweepIfDue();
    assertEquals(0, folders.size());
  }

  private final class Rows implements JobRetention {
    @Override
    public List<Long> listEndedBefore(Instant before, long afterId, int limit) {
      throw new UnsupportedOperationException("no job is removed here");
    }

    @Override
    public Set<Long> findWithPatients(Collection<Long> jobIds, Collection<String> hashes) {
      throw new UnsupportedOperationException("no job is removed here");
    }

    @Override
    public Set<Long> findWithFiles(Collection<Long> jobIds) {
      throw new UnsupportedOperationException("no job is removed here");
    }

    @Override
    public List<Long> listWithFiles(Tenant tenant) {
      throw new UnsupportedOperationException("no job is removed here");
    }

    @Override
    public void filesPutAway(Collection<Long> jobIds) {
      throw new UnsupportedOperationException("no job is removed here");
    }

    @Override
    public int removeFilms(long jobId, int limit) {
      throw new UnsupportedOperationException("no job is removed here");
    }

    @Override
    public void remove(long jobId) {
      throw new UnsupportedOperationException("no job is removed here");
    }

    @Override
    public Map<String, Boolean> findFolders(Collection<String> asked) {
      Map<String, Boolean> found = new HashMap<>(rows);
      found.keySet().retainAll(asked);
      return found;
    }
  }

  private final class Folders implements JobInputs {
    @Override
    public String keep(String folder, int item, FilmBytes film) {
      throw new UnsupportedOperationException("folders have no films here");
    }

    @Override
    public InputStream open(String folder, int item, String filmKey) {
      throw new UnsupportedOperationException("folders have no films here");
    }

    @Override
    public void remove(String folder, int item) {
      throw new UnsupportedOperationException("folders have no films here");
    }

    @Override
    public void removeAll(String folder) {
      if (folder.equals(stuck)) {
        throw new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "not now");
      }
      folders.remove(folder);
    }

    @Override
    public List<String> listFolders() {
      List<String> listed = new ArrayList<>(folders.keySet());
      meanwhile.run();
      return listed;
    }

    @Override
    public Optional<Instant> findLastChange(String folder) {
      return Optional.ofNullable(folders.get(folder));
    }
  }
}
