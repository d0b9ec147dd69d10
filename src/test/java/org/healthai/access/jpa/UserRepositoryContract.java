package org.healthai.access.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthai.TestClock;
import org.healthai.access.AdministeringUsers;
import org.healthai.access.Permission;
import org.healthai.access.Role;
import org.healthai.access.Tenant;
import org.healthai.access.user.Email;
import org.healthai.access.user.ExternalIdentity;
import org.healthai.access.user.LoginFailures;
import org.healthai.access.user.NewUser;
import org.healthai.access.user.PasswordSettings;
import org.healthai.access.user.StoredPassword;
import org.healthai.access.user.User;
import org.healthai.access.user.UserDetails;
import org.healthai.access.user.UserRepository;
import org.healthai.error.HealthAiException;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every user store must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class UserRepositoryContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456Z");
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final Tenant NORTH = new Tenant("north");

  private final TestClock clock = new TestClock(NOON);
  private TestStore store;
  private UserRepository users;
  private LoginFailures failures;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    users = new JpaUserRepository(store.session(), clock);
    PasswordSettings settings = new PasswordSettings(19_456, 2, 1, 3, LOCK);
    failures = new JpaLoginFailures(store.session(), settings, clock);
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.execute("delete from users");
    store.execute("delete from login_failures where name_sha256 <> 'lock'");
    clock.set(NOON);
  }

  /** The roles that the issue names; what they may do can be changed by rows. */
  @Test
  void hasTheRolesOfAHospital() {
    List<Role> roles = users.listRoles();

    assertEquals(
        List.of(
            "administrator",
            "auditor",
            "clinician",
            "integrator",
            "model-admin",
            "privacy-officer",
            "radiologist"),
        roles.stream().map(Role::name).toList());
    assertEquals(Permission.all(), role("administrator").permissions());
    assertEquals(Set.of(Permission.AUDIT), role("auditor").permissions());
    assertTrue(
        roles.stream()
            .filter(role -> !role.name().equals("administrator"))
            .noneMatch(role -> role.permissions().contains(Permission.ADMIN)));
  }

  @Test
  void findsWhatWasSaved() {
    NewUser wanted = user("Ada.Meier@example.org", "clinician", "auditor");

    User saved = users.save(wanted);

    assertTrue(saved.id() > 0);
    assertEquals(wanted, saved.known());
    assertTrue(saved.active());
    assertEquals(NOON, saved.createdAt());
    assertEquals(
        Set.of(Permission.PREDICT, Permission.READ, Permission.AUDIT), saved.permissions());
    assertEquals(Optional.of(saved), users.find(saved.id()));
    assertEquals(Optional.of(saved), users.findByEmail(new Email("ada.meier@EXAMPLE.org")));
    assertEquals(List.of(saved), users.list());
  }

  @Test
  void findsAUserInOneStatement() {
    User saved = users.save(user("a@example.org", "administrator", "clinician"));

    assertEquals(1, store.statements(() -> users.findByEmail(saved.details().email())));
    assertEquals(1, store.statements(() -> users.find(saved.id())));
  }

  @Test
  void findsUsersOfAProviderByWhoTheyAreThere() {
    ExternalIdentity identity = new ExternalIdentity("https://p.example", "6d9f");
    UserDetails details = new UserDetails(null, "Eve", NORTH, List.of());

    User saved = users.save(new NewUser(details, StoredPassword.NONE, identity));
    users.save(
        new NewUser(
            details, StoredPassword.NONE, new ExternalIdentity("https://q.example", "6d9f")));

    assertEquals(Optional.of(saved), users.findByIdentity(identity));
    assertEquals(
        Optional.empty(), users.findByIdentity(new ExternalIdentity("https://p.example", "6D9F")));
  }

  @Test
  void findsNobodyElse() {
    users.save(user("a@example.org"));

    assertEquals(Optional.empty(), users.findByEmail(new Email("b@example.org")));
    assertEquals(Optional.empty(), users.find(Long.MAX_VALUE));
  }

  @Test
  void refusesAnAddressOrIdentityTwiceAsADefect() {
    users.save(user("a@example.org"));
    ExternalIdentity identity = new ExternalIdentity("https://p.example", "6d9f");
    NewUser external =
        new NewUser(new UserDetails(null, "Eve", NORTH, List.of()), StoredPassword.NONE, identity);
    users.save(external);

    for (NewUser twin : List.of(user("A@example.org"), external)) {
      RuntimeException failure = assertThrows(RuntimeException.class, () -> users.save(twin));
      assertFalse(failure instanceof HealthAiException, failure.toString());
    }
    assertEquals(2, users.list().size());
  }

  @Test
  void updatesWhatMayChange() {
    User saved = users.save(user("a@example.org", "clinician"));
    User other = users.save(user("b@example.org", "clinician"));
    UserDetails details =
        new UserDetails(new Email("C@example.org"), "Cy", NORTH, List.of(role("auditor")));

    User changed =
        users.update(saved.with(details).with(new StoredPassword("other", true)).withActive(false));

    assertEquals(Optional.of(changed), users.find(saved.id()));
    assertEquals(Optional.of(changed), users.findByEmail(new Email("c@example.org")));
    assertEquals(List.of("auditor"), changed.roleNames());
    assertFalse(changed.active());
    assertEquals(Optional.of(other), users.find(other.id()));
  }

  @Test
  void notesALogin() {
    User saved = users.save(user("a@example.org"));

    users.recordLogin(saved.id(), NOON.plusSeconds(1));

    assertEquals(NOON.plusSeconds(1), users.find(saved.id()).orElseThrow().lastLoginAt());
  }

  @Test
  void knowsWhetherSomebodyElseAdministers() {
    assertFalse(users.existBeside(AdministeringUsers.NOBODY));
    User chief = settled("chief@example.org", "administrator");
    settled("x@example.org", "clinician");
    assertTrue(users.existBeside(AdministeringUsers.NOBODY));
    assertFalse(users.existBeside(chief.id()));

    User other = settled("other@example.org", "administrator");
    assertTrue(users.existBeside(chief.id()));
    users.update(other.withActive(false));
    assertFalse(users.existBeside(chief.id()));
  }

  @Test
  void whoNeverChoseAPasswordAdministersNothingYet() {
    User chief = settled("chief@example.org", "administrator");
    users.save(user("new@example.org", "administrator"));

    assertFalse(users.existBeside(chief.id()));
  }

  /** A user who has chosen a password. */
  private User settled(String email, String role) {
    return users.update(users.save(user(email, role)).with(new StoredPassword("hash", false)));
  }

  @Test
  void aNameIsLockedAfterAFewFailuresAndFreeAgainLater() {
    assertFalse(failures.note("a"));
    assertFalse(failures.note("a"));
    assertFalse(failures.isLocked("a"));
    assertTrue(failures.note("a"));
    assertTrue(failures.isLocked("a"));
    assertFalse(failures.isLocked("b"));

    clock.advance(LOCK);
    assertTrue(failures.isLocked("a"));
    clock.advance(Duration.ofSeconds(1));
    assertFalse(failures.isLocked("a"));
    assertFalse(failures.note("a"), "counting begins anew");
  }

  @Test
  void aLoginForgetsFailures() {
    failures.note("a");
    failures.note("a");
    failures.clear("a");

    assertFalse(failures.note("a"));
    failures.clear("never seen");
  }

  /** Rows of names that somebody made up must not pile up. */
  @Test
  void oldFailuresAreForgotten() {
    failures.note("a");
    clock.advance(LOCK.plusSeconds(1));

    failures.note("b");

    assertEquals(2, count("login_failures"), "the lock's row and one name");
  }

  @Test
  void noFailureIsLostHoweverManyThereAre() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> note = () -> failures.note("never seen before");
      int locks = 0;
      for (Future<Boolean> done : pool.invokeAll(Collections.nCopies(40, note))) {
        locks += done.get() ? 1 : 0;
      }

      assertEquals(1, locks, "the third one locks");
      assertEquals(1, count("login_failures where failures = 40"));
    } finally {
      pool.shutdownNow();
    }
  }

  /** Each counts the users and adds one where there are none: of eight, one may. */
  @Test
  void exclusiveWorkSeesWhatTheOneBeforeDid() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        NewUser user = user("u%d@example.org".formatted(i));
        work.add(() -> users.exclusively(() -> users.list().isEmpty() && users.save(user) != null));
      }
      for (Future<Boolean> done : pool.invokeAll(work)) {
        done.get();
      }

      assertEquals(1, users.list().size());
    } finally {
      pool.shutdownNow();
    }
  }

  private int count(String what) {
    return store
        .session()
        .call(
            manager ->
                ((Number)
                        manager.createNativeQuery("select count(*) from " + what).getSingleResult())
                    .intValue());
  }

  private NewUser user(String email, String... roles) {
    return new NewUser(
        new UserDetails(
            new Email(email),
            "Nürnberg 病院",
            NORTH,
            List.of(roles).stream().map(this::role).toList()),
        new StoredPassword("hash", true),
        null);
  }

  private Role role(String name) {
    return users.listRoles().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }
}
