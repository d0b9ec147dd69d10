package org.healthai.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.limit.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * Makes, shows and ends API keys. Safe for many threads.
 *
 * <p>A caller works with the keys of the tenants it sees, and only with keys that may do no more
 * than it may itself: a new key's secret would otherwise give its maker rights it never had.
 *
 * <p>Changes come one after the other, over all servers of a database, so that two administrators
 * who end each other's keys do not leave none.
 */
public final class KeyAdministration {
  /** The longest that a replaced key goes on working. */
  public static final Duration MAX_OVERLAP = Duration.ofDays(30);

  private final ApiKeyRepository keys;
  private final ApiKeyGenerator generator;
  private final Allowance ofNewKeys;
  private final Clock clock;
  private final LastAdministrator lastAdministrator;

  /**
   * An administration of these keys.
   *
   * @param ofNewKeys what a key may ask for when its order does not say; less where its creator may
   *     ask for less
   */
  public KeyAdministration(
      ApiKeyRepository keys,
      ApiKeyGenerator generator,
      Allowance ofNewKeys,
      LastAdministrator lastAdministrator,
      Clock clock) {
    this.keys = keys;
    this.generator = generator;
    this.ofNewKeys = ofNewKeys;
    this.clock = clock;
    this.lastAdministrator = lastAdministrator;
  }

  /**
   * Makes a key.
   *
   * @throws HealthAiException FORBIDDEN when it could do more than its creator, INVALID_VALUE when
   *     it would end before it begins
   */
  public IssuedKey create(Caller creator, KeyOrder order) {
    Allowance allowance =
        order.allowance() == null
            ? ofNewKeys.atMost(AccessPolicy.mostPredictions(creator))
            : order.allowance();
    requireWithin(creator, order.scopes());
    requireWithin(creator, allowance);
    requireFuture(order.expiresAt());
    Tenant tenant = order.tenant() == null ? creator.tenant() : order.tenant();
    AccessPolicy.requireTenant(creator, tenant);
    return issue(
        order.name(), new Grant(null, order.scopes(), tenant, allowance), order.expiresAt());
  }

  /** The keys that the caller sees, oldest first. */
  public List<ApiKey> list(Caller caller) {
    Tenants tenants = AccessPolicy.tenantsOf(caller);
    return keys.list().stream().filter(key -> isOf(tenants, key)).toList();
  }

  /**
   * One of them.
   *
   * @throws HealthAiException NOT_FOUND when there is none, or it is another tenant's
   */
  public ApiKey get(Caller caller, long id) {
    Tenants tenants = AccessPolicy.tenantsOf(caller);
    return keys.find(id)
        .filter(key -> isOf(tenants, key))
        .orElseThrow(
            () -> new HealthAiException(ErrorCode.NOT_FOUND, "there is no key %d".formatted(id)));
  }

  /**
   * Changes a key.
   *
   * @throws HealthAiException NOT_FOUND; FORBIDDEN when the key may or would do more than the
   *     caller; INVALID_VALUE when it would end in the past; CONFLICT when it is revoked, or nobody
   *     could administer any more
   */
  public ApiKey change(Caller caller, long id, KeyChange change) {
    requireFuture(change.expiresAt());
    return keys.exclusively(
        () -> {
          ApiKey before = getChangeable(caller, id);
          ApiKey after = change.applyTo(before);
          requireWithin(caller, after.permissions());
          requireWithin(caller, after.details().grant().allowance());
          lastAdministrator.requireAfter(before, after);
          return keys.update(after);
        });
  }

  /**
   * Makes a key in the place of another, which goes on for a while: with the same name, rights and
   * tenant, and the same life from now on.
   *
   * @param overlap how long the old key still works, at most {@link #MAX_OVERLAP}
   * @throws HealthAiException as {@link #change}; also CONFLICT when the old key does not work, or
   *     was replaced already
   */
  public IssuedKey rotate(Caller caller, long id, Duration overlap) {
    return keys.exclusively(
        () -> {
          ApiKey old = getChangeable(caller, id);
          Instant now = clock.instant();
          if (!old.isUsableAt(now) || old.replacedBy() != null) {
            throw conflict("key %d does not work any more, or was replaced already", id);
          }
          IssuedKey issued =
              issue(old.details().name(), old.details().grant(), sameLifeFrom(now, old));
          ApiKey after = old.supersededBy(issued.key().id(), now.plus(overlap));
          lastAdministrator.requireAfter(old, after);
          keys.update(after);
          return issued;
        });
  }

  /**
   * Ends a key for ever; it stays in the list. Doing so again changes nothing.
   *
   * @throws HealthAiException NOT_FOUND, FORBIDDEN and CONFLICT as {@link #change}
   */
  public void revoke(Caller caller, long id) {
    keys.exclusively(
        () -> {
          ApiKey before = get(caller, id);
          requireWithin(caller, before.permissions());
          ApiKey after = before.withState(KeyState.REVOKED);
          lastAdministrator.requireAfter(before, after);
          return keys.update(after);
        });
  }

  private IssuedKey issue(String name, Grant grant, @Nullable Instant expiresAt) {
    String secret = generator.next();
    ApiKey key = keys.save(new NewApiKey(KeyFingerprint.of(secret), name, grant, expiresAt));
    return new IssuedKey(key, secret);
  }

  private ApiKey getChangeable(Caller caller, long id) {
    ApiKey key = get(caller, id);
    requireWithin(caller, key.permissions());
    requireWithin(caller, key.details().grant().allowance());
    if (key.state() == KeyState.REVOKED) {
      throw conflict("key %d is revoked for ever; create another one", id);
    }
    return key;
  }

  private static @Nullable Instant sameLifeFrom(Instant now, ApiKey key) {
    Instant end = key.details().expiresAt();
    return end == null ? null : now.plus(Duration.between(key.createdAt(), end));
  }

  private void requireFuture(@Nullable Instant expiresAt) {
    if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
      throw new HealthAiException(
          ErrorCode.INVALID_VALUE,
          "expires_at must be in the future; to end a key now, disable it");
    }
  }

  private static boolean isOf(Tenants tenants, ApiKey key) {
    return tenants.include(key.details().grant().tenant());
  }

  private static void requireWithin(Caller caller, Set<Permission> permissions) {
    AccessPolicy.requireWithin(caller, permissions, "the key");
  }

  private static void requireWithin(Caller caller, Allowance allowance) {
    Allowance most = AccessPolicy.mostPredictions(caller);
    if (!most.covers(allowance)) {
      throw new HealthAiException(
          ErrorCode.FORBIDDEN,
          "the key may ask for more predictions than the caller may give: %s".formatted(most));
    }
  }

  private static HealthAiException conflict(String detail, long id) {
    return new HealthAiException(ErrorCode.CONFLICT, detail.formatted(id));
  }
}
