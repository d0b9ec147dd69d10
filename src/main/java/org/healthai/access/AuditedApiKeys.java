package org.healthai.access;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.healthai.audit.AuditAction;
import org.healthai.audit.AuditEntity;
import org.healthai.audit.AuditEntry;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;

/**
 * Has every key that is made or changed audited, in the same transaction. Notes of use are no
 * changes. Safe for many threads.
 */
public final class AuditedApiKeys implements ApiKeyRepository {
  private final ApiKeyRepository keys;
  private final AuditedChanges changes;
  private final Supplier<Occasion> occasion;

  /**
   * Keys that are audited.
   *
   * @param occasion whose request the calling thread works on
   */
  public AuditedApiKeys(
      ApiKeyRepository keys, AuditedChanges changes, Supplier<Occasion> occasion) {
    this.keys = keys;
    this.changes = changes;
    this.occasion = occasion;
  }

  @Override
  public ApiKey save(NewApiKey key) {
    return changes.make(
        occasion.get(), () -> keys.save(key), saved -> List.of(toEntry("made", saved)));
  }

  @Override
  public ApiKey update(ApiKey key) {
    return changes.make(
        occasion.get(), () -> keys.update(key), saved -> List.of(toEntry("changed", saved)));
  }

  private static AuditEntry toEntry(String what, ApiKey key) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("change", what);
    facts.put("state", key.state().name().toLowerCase(Locale.ROOT));
    facts.put("permissions", String.join(" ", Permission.wireNames(key.permissions())));
    facts.put("of_tenant", key.details().grant().tenant().id());
    facts.put("predictions", key.details().grant().allowance().toString());
    Instant end = key.details().expiresAt();
    if (end != null) {
      facts.put("expires_at", end.toString());
    }
    return AuditEntry.of(AuditAction.KEY_CHANGE, AuditEntity.of("key", key.id()), facts);
  }

  @Override
  public Optional<ApiKey> findByFingerprint(KeyFingerprint fingerprint) {
    return keys.findByFingerprint(fingerprint);
  }

  @Override
  public Optional<ApiKey> find(long id) {
    return keys.find(id);
  }

  @Override
  public List<ApiKey> list() {
    return keys.list();
  }

  @Override
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    return keys.exclusively(work);
  }

  @Override
  public void recordUse(long id, Instant usedAt, Instant unlessSince) {
    keys.recordUse(id, usedAt, unlessSince);
  }
}
