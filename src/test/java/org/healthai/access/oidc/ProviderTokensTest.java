package org.healthai.access.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthai.TestClock;
import org.healthai.access.Caller;
import org.healthai.access.Permission;
import org.healthai.access.Tenant;
import org.healthai.access.user.AuditedUsers;
import org.healthai.access.user.MemoryUsers;
import org.healthai.access.user.User;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.healthai.limit.Allowance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Map<String, String> ROLES =
      Map.of("healthai-doctors", "clinician", "healthai-chiefs", "administrator", "ghosts", "king");

  private final TestClock clock = new TestClock(NOON);
  private final MemoryUsers users = new MemoryUsers();
  private final MemoryTrail trail = new MemoryTrail();

  private ProviderTokens tokens(String roleClaim, String tenantClaim) {
    ProviderSettings settings = settings(roleClaim, tenantClaim);
    ProviderKeys keys =
        new ProviderKeys(
            () -> new JWKSet(ProviderFixture.KEY), settings.keysKept(), Runnable::run, clock);
    return new ProviderTokens(
        settings,
        keys,
        new ProviderUsers(new AuditedUsers(users, trail.changes(), Occasion::system)),
        Allowance.perHour(100),
        clock);
  }

  private static ProviderSettings settings(String roleClaim, String tenantClaim) {
    return new ProviderSettings(
        URI.create(ProviderFixture.ISSUER),
        "healthai",
        null,
        Duration.ofHours(24),
        new ProviderSettings.Claims(roleClaim, tenantClaim),
        ROLES);
  }

  @Test
  void makesAUserKnownWithTheRolesThatTheClaimsMean() {
    Caller caller = authenticate(claims("healthai-doctors", "offline_access", "ghosts")).get();

    User user = users.find(caller.id()).orElseThrow();
    assertEquals(Caller.Kind.USER, caller.kind());
    assertEquals("Ada Meier", caller.name());
    assertEquals(Tenant.DEFAULT, caller.tenant());
    assertEquals(Set.of(Permission.PREDICT, Permission.READ), caller.permissions());
    assertEquals(List.of("clinician"), user.roleNames());
    assertEquals("ada", user.known().identity().subject());
    AuditEvent made = trail.events().get(0);
    assertEquals("provider", made.entry().details().toMap().get("origin"));
    assertEquals("system", made.actor().kind());
  }

  @Test
  void knowsAUserAgainAndWritesNothingThen() {
    long id = authenticate(claims("healthai-doctors")).get().id();

    assertEquals(id, authenticate(claims("healthai-doctors")).get().id());

    assertEquals(1, trail.events().size());
  }

  @Test
  void rolesNameAndTenantFollowTheProvider() {
    long id = authenticate(claims("healthai-doctors")).get().id();

    Caller chief = authenticate(claims("healthai-chiefs").claim("name", "Dr Ada Meier")).get();

    assertEquals(id, chief.id());
    assertEquals(Permission.all(), chief.permissions());
    assertEquals("Dr Ada Meier", users.find(id).orElseThrow().details().displayName());
    assertEquals(Set.of(), authenticate(claims()).get().permissions());
  }

  /** Nobody of a provider is the last administrator: tomorrow they may be gone. */
  @Test
  void aProvidersAdministratorDoesNotCountAsTheLastOne() {
    long id = authenticate(claims("healthai-chiefs")).get().id();

    assertTrue(users.find(id).orElseThrow().permissions().contains(Permission.ADMIN));
    assertFalse(users.existBeside(0));
  }

  @Test
  void whoIsSwitchedOffHereStaysOut() {
    long id = authenticate(claims("healthai-doctors")).get().id();
    users.update(users.find(id).orElseThrow().withActive(false));

    assertEquals(Optional.empty(), authenticate(claims("healthai-chiefs")));
  }

  @Test
  void findsRolesInsideOfObjects() {
    ProviderTokens keycloak = tokens("realm_access.roles", null);
    JWTClaimsSet.Builder claims =
        claims().claim("realm_access", Map.of("roles", List.of("healthai-doctors")));

    assertEquals(
        Set.of(Permission.PREDICT, Permission.READ),
        keycloak.authenticate(signed(claims)).orElseThrow().permissions());
    assertEquals(
        Set.of(),
        keycloak
            .authenticate(signed(claims.claim("realm_access", "healthai-doctors")))
            .orElseThrow()
            .permissions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"roles", "https://example.org/roles"})
  void findsRolesInAClaimOfThatVeryName(String claim) {
    assertEquals(
        Set.of(Permission.PREDICT, Permission.READ),
        tokens(claim, null)
            .authenticate(signed(claims().claim(claim, "healthai-doctors")))
            .orElseThrow()
            .permissions());
  }

  @Test
  void aTenantThatIsNotSaidIsNotGuessed() {
    ProviderTokens tokens = tokens("groups", "hospital");

    assertEquals(Optional.empty(), tokens.authenticate(signed(claims("healthai-doctors"))));
    assertEquals(
        Optional.empty(),
        tokens.authenticate(signed(claims("healthai-doctors").claim("hospital", "No Such"))));
    assertEquals(
        new Tenant("north"),
        tokens
            .authenticate(signed(claims("healthai-doctors").claim("hospital", "north")))
            .orElseThrow()
            .tenant());
  }

  @Test
  void namesThatCannotBeShownAreCutOrReplaced() {
    assertEquals("ada", authenticate(claims().claim("name", "A\u0007da")).get().name());
    assertEquals(100, authenticate(claims().claim("name", "x".repeat(500))).get().name().length());
    assertEquals("ada", authenticate(claims().claim("name", List.of(7))).get().name());
  }

  @Test
  void whatIsNotTheProvidersIsNotBelieved() {
    for (JWTClaimsSet.Builder other :
        List.of(
            claims().issuer("https://other.example"),
            claims().audience("others"),
            claims().audience((String) null),
            claims().subject(null),
            claims().subject(""),
            claims().subject("x".repeat(256)),
            claims().expirationTime(Date.from(NOON.minusSeconds(31))),
            claims().expirationTime(null),
            claims().notBeforeTime(Date.from(NOON.plusSeconds(31))))) {
      assertEquals(Optional.empty(), authenticate(other), () -> other.build().toString());
    }
    assertEquals(
        Optional.empty(),
        tokens("groups", null)
            .authenticate(ProviderFixture.signed(ProviderFixture.key("p1"), claims().build())));
    assertEquals(
        Optional.empty(),
        tokens("groups", null).authenticate(new PlainJWT(claims().build()).serialize()));
    assertEquals(List.of(), users.list(), "nobody was made known");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://login.example.org", "ftp://login.example.org", "login.example.org", ""})
  void refusesAProviderThatAnybodyCouldBe(String issuer) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ProviderSettings(
                URI.create(issuer),
                "a",
                null,
                Duration.ofHours(1),
                new ProviderSettings.Claims("groups", null),
                Map.of()));
  }

  private Optional<Caller> authenticate(JWTClaimsSet.Builder claims) {
    return tokens("groups", null).authenticate(signed(claims));
  }

  private static String signed(JWTClaimsSet.Builder claims) {
    return ProviderFixture.signed(ProviderFixture.KEY, claims.build());
  }

  private static JWTClaimsSet.Builder claims(String... groups) {
    return new JWTClaimsSet.Builder()
        .issuer(ProviderFixture.ISSUER)
        .audience("healthai")
        .subject("ada")
        .claim("name", "Ada Meier")
        .claim("groups", List.of(groups))
        .issueTime(Date.from(NOON))
        .expirationTime(Date.from(NOON.plusSeconds(300)));
  }
}
