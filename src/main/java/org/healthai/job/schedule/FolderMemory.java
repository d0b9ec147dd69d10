package org.healthai.job.schedule;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.healthai.job.intake.FolderFilms;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;
import org.healthai.store.UnitOfWork;

/**
 * Knows which files schedules have taken. A file is another one when its path, its size or its time
 * (in whole seconds) is: no clock is asked, so that it does not matter how a file came there, and
 * what its time is. Safe for many threads.
 *
 * <p>Paths carry patients' names: only their hashes are kept, with a key of the schedule that is
 * itself sealed. A file that was not there for {@link #KEPT} is forgotten; a share that is away for
 * a while is no reason to.
 */
public final class FolderMemory implements Resealable {
  /** How long a file may be gone before it counts as a new one. */
  static final Duration KEPT = Duration.ofDays(30);

  /** How often it is noted that a file is there. */
  private static final Duration NOTED = Duration.ofDays(7);

  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  /** Files that one transaction settles. */
  private static final int SETTLED_AT_ONCE = 500;

  private final TakenFiles files;
  private final UnitOfWork store;
  private final Sealer sealer;
  private final int filmsAtOnce;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * A memory in this store.
   *
   * @param filmsAtOnce films that one job may have: what is more is left to the next turn
   */
  public FolderMemory(
      TakenFiles files, UnitOfWork store, Sealer sealer, int filmsAtOnce, Clock clock) {
    this.filmsAtOnce = filmsAtOnce;
    this.files = files;
    this.store = store;
    this.sealer = sealer;
    this.clock = clock;
  }

  /** What is needed to tell a schedule's new files from others, for one look into its folder. */
  Look look(Turn turn) {
    return new Look(turn, keyOf(turn));
  }

  /**
   * Makes sure of what earlier turns have taken: of one that has a job all, of those whose making
   * broke off nothing. Nobody can still make these: the turn is not theirs any more. To be called
   * before a turn makes a job of its own.
   */
  void settle(Turn turn) {
    for (long job : files.listPendingJobs(turn.scheduleId())) {
      boolean made = turn.hasMade(job);
      int settled = SETTLED_AT_ONCE;
      while (settled == SETTLED_AT_ONCE) {
        settled = inTurn(turn, () -> files.settle(turn.scheduleId(), job, made, SETTLED_AT_ONCE));
      }
    }
  }

  /** Who has lost the turn changes nothing. */
  private <T> T inTurn(Turn turn, Supplier<T> change) {
    return store.inOne(
        () -> {
          turn.keep();
          return change.get();
        });
  }

  private byte[] keyOf(Turn turn) {
    long scheduleId = turn.scheduleId();
    String context = contextOf(scheduleId);
    return files
        .findKey(scheduleId)
        .map(known -> sealer.openBytes(known, context))
        .orElseGet(
            () -> {
              byte[] key = new byte[KEY_BYTES];
              random.nextBytes(key);
              return inTurn(
                  turn,
                  () -> {
                    files.addKey(scheduleId, sealer.sealBytes(key, context));
                    return key;
                  });
            });
  }

  private static String contextOf(long scheduleId) {
    return "job_schedule_keys " + scheduleId;
  }

  @Override
  public int resealSome(int limit) {
    Map<Long, String> old = files.listKeysNotSealedWith(sealer.activeKeyId(), limit);
    old.forEach(
        (schedule, key) ->
            files.replaceKey(schedule, key, sealer.reseal(key, contextOf(schedule))));
    return old.size();
  }

  /** One look into a folder. One thread. */
  final class Look {
    private final Turn turn;
    private final long scheduleId;
    private final Mac mac;

    private Look(Turn turn, byte[] key) {
      this.turn = turn;
      this.scheduleId = turn.scheduleId();
      this.mac = macOf(key);
    }

    /**
     * Those of some files that were not taken as they are now, in their order. Folders that cannot
     * be read are among them each time: somebody has to hear of them.
     */
    List<FolderFilms.Found> newOf(List<FolderFilms.Found> found) {
      Map<String, String> stamps = stampsOf(found);
      Map<String, String> known = files.findStamps(scheduleId, stamps.keySet());
      if (!known.isEmpty()) {
        Instant now = clock.instant();
        files.see(scheduleId, known.keySet(), now, now.minus(NOTED));
      }
      return found.stream().filter(file -> !isKnown(file, known)).toList();
    }

    private boolean isKnown(FolderFilms.Found file, Map<String, String> known) {
      return file.stamp() != null && file.stamp().equals(known.get(hashOf(file.path())));
    }

    /** These become films of a job. */
    void take(long jobId, Collection<FolderFilms.Found> taken) {
      Map<String, String> stamps = stampsOf(taken);
      int unused = inTurn(turn, () -> files.add(scheduleId, jobId, stamps, clock.instant()));
    }

    /** How many new files may be handed out. */
    int limit() {
      return filmsAtOnce;
    }

    /** The whole folder was looked at. */
    void end() {
      files.forgetUnseen(scheduleId, clock.instant().minus(KEPT));
    }

    private Map<String, String> stampsOf(Collection<FolderFilms.Found> found) {
      Map<String, String> stamps = new HashMap<>();
      for (FolderFilms.Found file : found) {
        if (file.stamp() != null) {
          stamps.put(hashOf(file.path()), file.stamp());
        }
      }
      return stamps;
    }

    private String hashOf(String path) {
      return HexFormat.of().formatHex(mac.doFinal(path.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static Mac macOf(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
