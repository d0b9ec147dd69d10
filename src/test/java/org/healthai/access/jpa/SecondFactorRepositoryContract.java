package org.healthai.access.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthai.TestClock;
import org.healthai.access.Tenant;
import org.healthai.access.factor.SecondFactor;
import org.healthai.access.factor.SecondFactorRepository;
import org.healthai.access.user.Email;
import org.healthai.access.user.NewUser;
import org.healthai.access.user.StoredPassword;
import org.healthai.access.user.User;
import org.healthai.access.user.UserDetails;
import org.healthai.access.user.UserRepository;
import org.healthai.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every store of second factors must do, whatever database it is in. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SecondFactorRepositoryContract {
  private TestStore store;
  private UserRepository users;
  private SecondFactorRepository factors;
  private long ada;
  private long bo;

  abstract TestStore openStore();

  @BeforeAll
  void open() {
    store = openStore();
    users = new JpaUserRepository(store.session(), new TestClock(Instant.EPOCH));
    factors = new JpaSecondFactorRepository(store.session());
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void twoUsers() {
    store.execute("delete from users");
    ada = save("ada@example.org").id();
    bo = save("bo@example.org").id();
  }

  private User save(String email) {
    UserDetails details = new UserDetails(new Email(email), "x", Tenant.DEFAULT, users.listRoles());
    return users.save(new NewUser(details, new StoredPassword("h", false), null));
  }

  @Test
  void aFactorCountsOnceItIsConfirmed() {
    assertEquals(Optional.empty(), factors.find(ada));

    factors.begin(ada, "sealed");
    assertEquals(Optional.of(new SecondFactor("sealed", false, 0)), factors.find(ada));
    assertFalse(needsFactor(ada));

    factors.confirm(ada, 7, List.of("c1", "c2"));
    assertEquals(Optional.of(new SecondFactor("sealed", true, 7)), factors.find(ada));
    assertTrue(needsFactor(ada));
    assertFalse(needsFactor(bo));
    assertEquals(7, users.find(ada).orElseThrow().roleNames().size(), "the rest stays");
  }

  @Test
  void beginningAnewReplacesTheSecret() {
    factors.begin(ada, "one");
    factors.begin(ada, "two");

    assertEquals("two", factors.find(ada).orElseThrow().sealedSecret());
  }

  /** Two browser tabs: one confirms while the other begins again. */
  @Test
  void aConfirmedFactorStays() {
    assertTrue(factors.begin(ada, "one"));
    factors.confirm(ada, 7, List.of());

    assertFalse(factors.begin(ada, "two"));

    assertEquals(Optional.of(new SecondFactor("one", true, 7)), factors.find(ada));
  }

  @Test
  void secretsOfOtherKeysAreListed() {
    factors.begin(ada, "k_1.sealed");
    factors.begin(bo, "kx1.sealed");

    assertEquals(Map.of(bo, "kx1.sealed"), factors.listNotSealedWith("k_1", 10));
    assertEquals(2, factors.listNotSealedWith("k", 10).size());
    assertEquals(1, factors.listNotSealedWith("k", 1).size());
  }

  @Test
  void aChangeOfTheUserLeavesTheFactor() {
    factors.begin(ada, "sealed");
    factors.confirm(ada, 7, List.of());

    users.update(users.find(ada).orElseThrow().withActive(false));

    assertTrue(needsFactor(ada));
  }

  @Test
  void aStepIsUsedOnceAndForward() {
    factors.begin(ada, "sealed");
    factors.confirm(ada, 7, List.of());

    assertFalse(factors.use(ada, 7));
    assertFalse(factors.use(ada, 6));
    assertTrue(factors.use(ada, 8));
    assertFalse(factors.use(ada, 8));
    assertFalse(factors.use(bo, 9));
  }

  @Test
  void aRecoveryCodeIsUsedOnceByItsUser() {
    factors.begin(ada, "sealed");
    factors.confirm(ada, 7, List.of("c1", "c2"));

    assertFalse(factors.useRecoveryCode(bo, "c1"));
    assertTrue(factors.useRecoveryCode(ada, "c1"));
    assertFalse(factors.useRecoveryCode(ada, "c1"));
    assertTrue(factors.useRecoveryCode(ada, "c2"));
  }

  /** The same code at the same time, by whoever looked over the user's shoulder. */
  @Test
  void ofManyAtOnceOneUsesAStep() throws Exception {
    factors.begin(ada, "sealed");
    factors.confirm(ada, 7, List.of("c1"));

    assertEquals(1, successes(() -> factors.use(ada, 8)));
    assertEquals(1, successes(() -> factors.useRecoveryCode(ada, "c1")));
  }

  @Test
  void aSecretCanBeSealedAnew() {
    factors.begin(ada, "sealed");
    factors.confirm(ada, 7, List.of());

    factors.reseal(ada, "sealed", "anew");
    factors.reseal(ada, "sealed", "late");

    assertEquals(Optional.of(new SecondFactor("anew", true, 7)), factors.find(ada));
  }

  @Test
  void removedIsRemovedWithItsCodes() {
    factors.begin(ada, "sealed");
    factors.confirm(ada, 7, List.of("c1"));

    factors.remove(ada);
    factors.remove(ada);

    assertEquals(Optional.empty(), factors.find(ada));
    assertFalse(needsFactor(ada));
    assertFalse(factors.useRecoveryCode(ada, "c1"));
    factors.begin(ada, "again");
  }

  private static int successes(Callable<Boolean> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      int successes = 0;
      for (Future<Boolean> done : pool.invokeAll(Collections.nCopies(8, work))) {
        successes += done.get() ? 1 : 0;
      }
      return successes;
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean needsFactor(long id) {
    return users.find(id).orElseThrow().secondFactor();
  }
}
