package org.healthai.access.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.healthai.TestClock;
import org.healthai.access.token.AccessTokens;
import org.healthai.access.token.TokenKeys;
import org.healthai.access.token.TokenKeysTest;
import org.healthai.access.token.TokenSettings;
import org.healthai.access.user.MemoryFailures;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.UserFixture;
import org.healthai.audit.AuditActor;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.limit.Allowance;

/** Everything that a login needs, in memory. One thread. */
public final class SessionFixture {
  public static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  public static final Duration LIFE = Duration.ofHours(12);

  /** Made once: it takes a while. */
  private static final TokenKeys KEYS = TokenKeys.parse(TokenKeysTest.set(TokenKeysTest.KEY));

  final TestClock clock = new TestClock(NOON);
  final MemoryUsers users = new MemoryUsers();
  final MemoryFailures failures = new MemoryFailures();
  final MemorySessions store = new MemorySessions(users, clock);
  final MemoryTrail trail = new MemoryTrail();
  final NextSteps steps;
  final AccessTokens tokens;
  public final TokenKeys keys;
  final SessionOpening opening;
  public final Logins logins;
  public final Sessions sessions;
  final SessionTokens bearer;

  public SessionFixture(Path data, String... secondFactorRoles) {
    SessionSettings settings = new SessionSettings(LIFE, Set.of(secondFactorRoles));
    TokenSettings tokenSettings =
        new TokenSettings("healthai", "healthai", Duration.ofMinutes(15), null, data);
    keys = KEYS;
    steps = new NextSteps(settings, Allowance.perHour(100));
    tokens = new AccessTokens(tokenSettings, keys, clock);
    TokenDesk desk = new TokenDesk(tokens, steps, clock);
    opening = new SessionOpening(store, users, desk, trail.changes(), settings, clock);
    logins =
        new Logins(
            users,
            UserFixture.check(),
            failures,
            (user, code) -> code.equals("123456"),
            opening,
            trail.changes());
    sessions = new Sessions(store, desk, trail.changes(), clock);
    bearer = new SessionTokens(tokens, store, steps);
  }

  public MemoryUsers users() {
    return users;
  }

  public NextSteps steps() {
    return steps;
  }

  static Occasion stranger() {
    return new Occasion(AuditActor.anonymous(), "192.0.2.7", "r1");
  }
}
