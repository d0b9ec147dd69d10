package org.healthai.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
        new ApiKey(
            keys.size() + 1,
            key,
            permissionsOf(key.grant()),
            Instant.EPOCH,
            null,
            KeyState.ACTIVE,
            null);
    keys.add(saved);
    return saved;
  }

  @Override
  public Optional<ApiKey> findByFingerprint(KeyFingerprint fingerprint) {
    requireAvailable();
    return keys.stream().filter(key -> key.details().fingerprint().equals(fingerprint)).findFirst();
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
  public Optional<ApiKey> find(long id) {
    requireAvailable();
    return keys.stream().filter(key -> key.id() == id).findFirst();
  }

  @Override
  public ApiKey update(ApiKey changed) {
    keys.replaceAll(key -> key.id() == changed.id() ? changed : key);
    return changed;
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    List<ApiKey> before = List.copyOf(keys);
    try {
      return work.get();
    } catch (RuntimeException failure) {
      keys.clear();
      keys.addAll(before);
      throw failure;
    }
  }

  /** As an administrator would. */
  public void disable(long id) {
    update(find(id).orElseThrow().withState(KeyState.DISABLED));
  }

  @Override
  public void recordUse(long id, Instant usedAt, Instant unlessSince) {
    uses++;
    keys.replaceAll(
        k ->
            k.id() == id
                ? new ApiKey(
                    id,
                    k.details(),
                    k.permissions(),
                    k.createdAt(),
                    usedAt,
                    k.state(),
                    k.replacedBy())
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
