package org.healthai.access.factor;

import java.util.Map;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;

/** The secrets of second factors. Safe for many threads. */
public final class SealedFactors implements Resealable {
  private final SecondFactorRepository factors;
  private final Sealer sealer;

  /** Factors of that store. */
  public SealedFactors(SecondFactorRepository factors, Sealer sealer) {
    this.factors = factors;
    this.sealer = sealer;
  }

  /** Each secret alone: one that its user replaces meanwhile is left as the user has it. */
  @Override
  public int resealSome(int limit) {
    Map<Long, String> old = factors.listNotSealedWith(sealer.activeKeyId(), limit);
    old.forEach(
        (user, secret) ->
            factors.reseal(user, secret, sealer.reseal(secret, SecondFactors.contextOf(user))));
    return old.size();
  }
}
