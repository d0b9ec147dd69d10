package org.healthai.access;

import java.security.Principal;
import java.util.Set;
import org.healthai.audit.Actor;
import org.healthai.audit.AuditActor;
import org.healthai.limit.Allowance;
import org.healthai.limit.BucketId;
import org.healthai.limit.LimitKind;
import org.healthai.limit.QuotaHolder;

/**
 * Who is calling, as it was when the request came in.
 *
 * @param kind what the id is an id of
 * @param id positive, unique among callers of that kind
 * @param name for people
 * @param tenant whose records the caller works with
 * @param permissions what the caller may do; ask {@link AccessPolicy}
 * @param allowance how many predictions an hour they may ask for
 */
public record Caller(
    Kind kind,
    long id,
    String name,
    Tenant tenant,
    Set<Permission> permissions,
    Allowance allowance)
    implements Principal, Actor, QuotaHolder {

  /** What can call. */
  public enum Kind {
    /** The bearer of an API key; the id is the key's. */
    KEY("key", LimitKind.KEY),
    /** Somebody who logged in here or at a provider; the id is the user's. */
    USER("user", LimitKind.USER);

    private final String auditName;
    private final LimitKind limitKind;

    Kind(String auditName, LimitKind limitKind) {
      this.auditName = auditName;
      this.limitKind = limitKind;
    }

    /** What the audit trail calls the kind; never changes. */
    String auditName() {
      return auditName;
    }
  }

  /** Copies the set. */
  public Caller {
    permissions = Set.copyOf(permissions);
  }

  /** The bearer of a key. */
  public static Caller of(ApiKey key) {
    NewApiKey details = key.details();
    Grant grant = details.grant();
    return new Caller(
        Kind.KEY, key.id(), details.name(), grant.tenant(), key.permissions(), grant.allowance());
  }

  @Override
  public AuditActor asAuditActor() {
    return new AuditActor(kind.auditName(), Long.toString(id), name, tenant.id());
  }

  @Override
  public BucketId predictionBucket() {
    return new BucketId(kind.limitKind, Long.toString(id));
  }

  /** What logs say: people are numbers there. */
  @Override
  public String getName() {
    return switch (kind) {
      case KEY -> name;
      case USER -> "user-" + id;
    };
  }
}
