package org.healthai.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** A key store in memory that can be switched off and counts its writes. One thread. */
public final class MemoryApiKeys implements ApiKeyRepository {
  private final List<ApiKey> keys = new ArrayList<>();
  private boolean available = true;
  private boolean failsNextSave;
  private int uses;

  public void available(boolean answers) {
    available = answers;
  }

  /** The database goes away during the next save, and comes back. */
  void failNextSave() {
    failsNextSave = true;
  }

  int uses() {
    return uses;
  }

  @Override
  public ApiKey save(NewApiKey key) {
    requireAvailable();
    if (failsNextSave) {
      failsNextSave = false;
      throw unavailable();
    }
    ApiKey saved =
        new ApiKey(keys.size() + 1, key, permissionsOf(key.grant()), Instant.EPOCH, null, true);
    keys.add(saved);
    return saved;
  }

  @Override
  public Optional<ApiKey> findByPrefix(String prefix) {
    requireAvailable();
    return keys.stream()
        .filter(key -> key.details().fingerprint().prefix().equals(prefix))
        .findFirst();
  }

  @Override
  public List<ApiKey> list() {
    return List.copyOf(keys);
  }

  @Override
  public boolean isEmpty() {
    requireAvailable();
    return keys.isEmpty();
  }

  @Override
  public boolean disable(long id) {
    keys.replaceAll(
        k ->
            k.id() == id
                ? new ApiKey(id, k.details(), k.permissions(), k.createdAt(), k.lastUsedAt(), false)
                : k);
    return true;
  }

  @Override
  public void recordUse(long id, Instant usedAt, Instant unlessSince) {
    uses++;
    keys.replaceAll(
        k ->
            k.id() == id
                ? new ApiKey(id, k.details(), k.permissions(), k.createdAt(), usedAt, k.active())
                : k);
  }

  private static Set<Permission> permissionsOf(Grant grant) {
    return grant.role() == null ? grant.scopes() : Permission.all();
  }

  private void requireAvailable() {
    if (!available) {
      throw unavailable();
    }
  }

  private static HealthAiException unavailable() {
    return new HealthAiException(ErrorCode.STORE_UNAVAILABLE, "the database does not answer");
  }
}
