package org.healthai.access;

import java.security.Principal;
import java.util.Set;
import org.healthai.audit.Actor;
import org.healthai.audit.AuditActor;

/**
 * Who is calling, as it was when the request came in.
 *
 * @param kind what the id is an id of
 * @param id positive, unique among callers of that kind
 * @param name for people
 * @param tenant whose records the caller works with
 * @param permissions what the caller may do; ask {@link AccessPolicy}
 */
public record Caller(Kind kind, long id, String name, Tenant tenant, Set<Permission> permissions)
    implements Principal, Actor {

  /** What can call. */
  public enum Kind {
    /** The bearer of an API key; the id is the key's. */
    KEY("key"),
    /** Somebody who logged in here or at a provider; the id is the user's. */
    USER("user");

    private final String auditName;

    Kind(String auditName) {
      this.auditName = auditName;
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
    return new Caller(
        Kind.KEY, key.id(), details.name(), details.grant().tenant(), key.permissions());
  }

  @Override
  public AuditActor asAuditActor() {
    return new AuditActor(kind.auditName(), Long.toString(id), name, tenant.id());
  }

  @Override
  public String getName() {
    return name;
  }
}
