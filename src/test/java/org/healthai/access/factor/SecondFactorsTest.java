package org.healthai.access.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.healthai.TestClock;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.User;
import org.healthai.access.user.UserFixture;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.secret.Sealer;
import org.healthai.secret.TestKeys;
import org.junit.jupiter.api.Test;

class SecondFactorsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Sealer SEALER = new Sealer(TestKeys.ring(TestKeys.key("k", 1)));

  private static final String CONTEXT = "second_factors.sealed_secret ";

  private final TestClock clock = new TestClock(NOON);
  private final MemoryUsers users = new MemoryUsers();
  private final MemoryFactors store = new MemoryFactors(users);
  private final MemoryTrail trail = new MemoryTrail();
  private final SecondFactors factors =
      new SecondFactors(store, SEALER, trail.changes(), Occasion::system, clock);
  private final long id =
      users.save(UserFixture.user("ada@example.org", MemoryUsers.CLINICIAN)).id();

  @Test
  void countsOnceACodeWasConfirmed() {
    Enrolment enrolment = factors.begin(ada());

    assertFalse(ada().secondFactor());
    assertTrue(enrolment.uri().startsWith("otpauth://totp/Healthcare%20AI:ada%40example.org?"));
    assertTrue(enrolment.uri().contains("secret=" + enrolment.secret() + "&"));
    assertEquals(32, enrolment.secret().length());
    assertFalse(factors.takes(ada(), code(0)), "not confirmed yet");

    factors.confirm(ada(), code(0));

    assertTrue(ada().secondFactor());
    assertFalse(enrolment.toString().contains(enrolment.secret()));
  }

  @Test
  void aCodeIsTakenOnce() {
    setUp();
    assertFalse(factors.takes(ada(), code(0)), "it confirmed already");

    clock.advance(Duration.ofSeconds(30));
    assertTrue(factors.takes(ada(), code(0)));
    assertFalse(factors.takes(ada(), code(0)));
    assertFalse(factors.takes(ada(), code(-1)), "nor one from before it");
    assertTrue(factors.takes(ada(), code(1)), "a device may be half a minute ahead");
    clock.advance(Duration.ofSeconds(30));
    assertFalse(factors.takes(ada(), code(0)));
  }

  @Test
  void otherCodesAreNotTaken() {
    setUp();
    clock.advance(Duration.ofMinutes(5));

    for (String code : List.of("", "000000x", "12345", code(-2), code(2), " " + code(0))) {
      assertFalse(factors.takes(ada(), code), code);
    }
  }

  @Test
  void aRecoveryCodeWorksOnceHoweverItIsTyped() {
    List<String> codes = setUp();

    assertEquals(10, new HashSet<>(codes).size());
    assertTrue(factors.takes(ada(), codes.get(0)));
    assertFalse(factors.takes(ada(), codes.get(0)));
    assertTrue(factors.takes(ada(), " " + codes.get(1).toUpperCase(Locale.ROOT)));
    assertFalse(factors.takes(ada(), "aaaa-aaaa-aaaa-aaaa-aaaa"));
    assertEquals("recovery code used", lastChange());
  }

  @Test
  void aWrongCodeConfirmsNothing() {
    factors.begin(ada());

    refused(ErrorCode.INVALID_VALUE, () -> factors.confirm(ada(), "000000"));

    assertFalse(ada().secondFactor());
  }

  @Test
  void thereIsOneAtATime() {
    refused(ErrorCode.CONFLICT, () -> factors.confirm(ada(), "000000"));
    factors.begin(ada());
    factors.begin(ada()); // the first secret was lost: another one takes its place
    factors.confirm(ada(), code(0));
    refused(ErrorCode.CONFLICT, () -> factors.begin(ada()));
    refused(ErrorCode.CONFLICT, () -> factors.confirm(ada(), code(0)));
  }

  @Test
  void removedIsRemoved() {
    List<String> codes = setUp();

    factors.remove(ada());

    assertFalse(ada().secondFactor());
    assertFalse(factors.takes(ada(), code(1, "")));
    assertFalse(factors.takes(ada(), codes.get(0)));
    assertEquals("second factor removed", lastChange());
    factors.begin(ada());
  }

  @Test
  void aSecretIsSealedAnewWithTheKeyOfToday() {
    setUp();
    Sealer young = new Sealer(TestKeys.ring(TestKeys.key("young", 2), TestKeys.key("k", 1)));
    SealedFactors rotated = new SealedFactors(store, young);

    assertEquals(1, rotated.resealSome(10));
    assertEquals(0, rotated.resealSome(10));

    String sealed = store.find(id).orElseThrow().sealedSecret();
    assertTrue(sealed.startsWith("young."), sealed);
    assertTrue(
        Arrays.equals(
            young.openBytes(sealed, CONTEXT + id),
            new Sealer(TestKeys.ring(TestKeys.key("young", 2))).openBytes(sealed, CONTEXT + id)));
  }

  /** Whoever can write to the table must not be able to give somebody a secret they know. */
  @Test
  void aSecretWorksForItsUserOnly() {
    setUp();
    User bo = users.save(UserFixture.user("bo@example.org", MemoryUsers.CLINICIAN));
    store.begin(bo.id(), store.find(id).orElseThrow().sealedSecret());

    refused(ErrorCode.INTERNAL_ERROR, () -> factors.confirm(bo, code(0)));
  }

  @Test
  void neitherStoreNorTrailHaveTheSecret() {
    Enrolment enrolment = factors.begin(ada());

    assertFalse(store.find(id).orElseThrow().sealedSecret().contains(enrolment.secret()));
    for (AuditEvent event : trail.events()) {
      assertFalse(event.toString().contains(enrolment.secret()));
    }
  }

  private List<String> setUp() {
    factors.begin(ada());
    return factors.confirm(ada(), code(0));
  }

  private User ada() {
    return users.find(id).orElseThrow();
  }

  /** What the device shows so many steps from now. */
  private String code(int steps) {
    return code(steps, store.find(id).orElseThrow().sealedSecret());
  }

  private String code(int steps, String sealed) {
    byte[] secret = sealed.isEmpty() ? new byte[20] : SEALER.openBytes(sealed, CONTEXT + id);
    return Totp.codeOf(secret, Totp.stepOf(clock.instant()) + steps);
  }

  private String lastChange() {
    return trail.events().get(trail.events().size() - 1).entry().details().toMap().get("change");
  }

  private static void refused(ErrorCode code, Runnable call) {
    HealthAiException refusal = assertThrows(HealthAiException.class, call::run);
    assertEquals(code, refusal.code());
  }
}
