package org.healthai.access.factor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where second factors are kept. Safe for many threads; every call is one short transaction, or
 * part of the caller's.
 *
 * <p>Every method throws {@code HealthAiException} STORE_UNAVAILABLE when the database does not
 * answer.
 */
public interface SecondFactorRepository {

  /** What is kept for that user. */
  Optional<SecondFactor> find(long userId);

  /**
   * Keeps a secret that is not confirmed yet, in the place of another such one.
   *
   * @return false when there is a confirmed one, which stays
   */
  boolean begin(long userId, String sealedSecret);

  /**
   * Has logins of the user need the factor from now on.
   *
   * @param step of the code that proved it
   * @param codeHashes of recovery codes, in the place of all others
   */
  void confirm(long userId, long step, List<String> codeHashes);

  /**
   * Notes that a code of that step was taken.
   *
   * @return whether it was the first of that step or a later one; of many at once, one is
   */
  boolean use(long userId, long step);

  /**
   * Uses a recovery code up.
   *
   * @return whether it was there
   */
  boolean useRecoveryCode(long userId, String codeHash);

  /** Secrets by user that are sealed with another key than this one, some of them. */
  Map<Long, String> listNotSealedWith(String keyId, int limit);

  /** Keeps the same secret under another seal, unless it was replaced meanwhile. */
  void reseal(long userId, String oldSealed, String newSealed);

  /** Forgets the factor and its recovery codes. */
  void remove(long userId);
}
