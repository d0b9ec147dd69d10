package org.healthai.access.factor;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.healthai.access.session.SecondFactorCheck;
import org.healthai.access.user.User;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.secret.Sealer;

/** Sets up, checks and removes second factors. Safe for many threads. */
public final class SecondFactors implements SecondFactorCheck {
  private static final int SECRET_BYTES = 20;
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");

  private final SecondFactorRepository factors;
  private final Sealer sealer;
  private final AuditedChanges changes;
  private final Supplier<Occasion> occasion;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final RecoveryCodes recoveryCodes = new RecoveryCodes();

  /**
   * Second factors in that store.
   *
   * @param occasion whose request the calling thread works on
   */
  public SecondFactors(
      SecondFactorRepository factors,
      Sealer sealer,
      AuditedChanges changes,
      Supplier<Occasion> occasion,
      Clock clock) {
    this.factors = factors;
    this.sealer = sealer;
    this.changes = changes;
    this.occasion = occasion;
    this.clock = clock;
  }

  /** Makes a secret, which counts once {@link #confirm} has seen a code of it. */
  public Enrolment begin(User user) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String sealed = sealer.sealBytes(secret, contextOf(user.id()));
    change(user, "second factor begun", () -> requireBegun(factors.begin(user.id(), sealed)));
    return Enrolment.of(secret, String.valueOf(user.details().email()));
  }

  private static void requireBegun(boolean begun) {
    if (!begun) {
      throw new HealthAiException(
          ErrorCode.CONFLICT, "there is a second factor already; remove it first");
    }
  }

  /**
   * Has logins need the factor from now on.
   *
   * @return recovery codes, each of which works once
   * @throws HealthAiException CONFLICT when nothing was begun, INVALID_VALUE when the code is wrong
   */
  public List<String> confirm(User user, String code) {
    SecondFactor factor =
        factors
            .find(user.id())
            .filter(known -> !known.confirmed())
            .orElseThrow(
                () ->
                    new HealthAiException(
                        ErrorCode.CONFLICT, "there is no second factor to confirm; begin one"));
    OptionalLong step = findStep(user, factor, code);
    if (step.isEmpty()) {
      throw new HealthAiException(
          ErrorCode.INVALID_VALUE, "code must be the six digits that the device shows now");
    }
    List<String> codes = recoveryCodes.next();
    List<String> hashes = codes.stream().map(RecoveryCodes::hashOf).toList();
    change(
        user, "second factor set up", () -> factors.confirm(user.id(), step.getAsLong(), hashes));
    return codes;
  }

  /** Forgets the factor; one that is not there is forgotten already. */
  public void remove(User user) {
    change(user, "second factor removed", () -> factors.remove(user.id()));
  }

  @Override
  public boolean takes(User user, String code) {
    return CODE.matcher(code).matches() ? takesCode(user, code) : takesRecoveryCode(user, code);
  }

  private boolean takesCode(User user, String code) {
    return factors
        .find(user.id())
        .filter(SecondFactor::confirmed)
        .map(known -> findStep(user, known, code))
        .filter(OptionalLong::isPresent)
        .filter(step -> factors.use(user.id(), step.getAsLong()))
        .isPresent();
  }

  private boolean takesRecoveryCode(User user, String code) {
    return changes.make(
        occasion.get(),
        () -> factors.useRecoveryCode(user.id(), RecoveryCodes.hashOf(code)),
        used -> used ? List.of(toEntry(user, "recovery code used")) : List.of());
  }

  private OptionalLong findStep(User user, SecondFactor factor, String code) {
    byte[] secret = sealer.openBytes(factor.sealedSecret(), contextOf(user.id()));
    return Totp.findStep(secret, code, Totp.stepOf(clock.instant()));
  }

  private void change(User user, String what, Runnable change) {
    changes.make(
        occasion.get(),
        () -> {
          change.run();
          return user;
        },
        done -> List.of(toEntry(user, what)));
  }

  private static AuditEntry toEntry(User user, String what) {
    return AuditEntry.of(
        AuditAction.USER_CHANGE, AuditEntity.of("user", user.id()), Map.of("change", what));
  }

  /** A secret that was copied to another user's row does not open. */
  static String contextOf(long userId) {
    return "second_factors.sealed_secret " + userId;
  }
}
