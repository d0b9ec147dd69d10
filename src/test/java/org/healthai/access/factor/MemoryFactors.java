package org.healthai.access.factor;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthai.access.user.MemoryUsers;

/** Second factors in memory. One thread. */
public final class MemoryFactors implements SecondFactorRepository {
  private final Map<Long, SecondFactor> factors = new HashMap<>();
  private final Map<Long, Set<String>> codes = new HashMap<>();
  private final MemoryUsers users;

  public MemoryFactors(MemoryUsers users) {
    this.users = users;
  }

  @Override
  public Optional<SecondFactor> find(long userId) {
    return Optional.ofNullable(factors.get(userId));
  }

  @Override
  public boolean begin(long userId, String sealedSecret) {
    if (find(userId).filter(SecondFactor::confirmed).isPresent()) {
      return false;
    }
    factors.put(userId, new SecondFactor(sealedSecret, false, 0));
    return true;
  }

  @Override
  public void confirm(long userId, long step, List<String> codeHashes) {
    factors.put(userId, new SecondFactor(factors.get(userId).sealedSecret(), true, step));
    codes.put(userId, new HashSet<>(codeHashes));
    users.secondFactor(userId, true);
  }

  @Override
  public boolean use(long userId, long step) {
    SecondFactor factor = factors.get(userId);
    if (factor == null || factor.lastStep() >= step) {
      return false;
    }
    factors.put(userId, new SecondFactor(factor.sealedSecret(), factor.confirmed(), step));
    return true;
  }

  @Override
  public boolean useRecoveryCode(long userId, String codeHash) {
    return codes.getOrDefault(userId, new HashSet<>()).remove(codeHash);
  }

  @Override
  public Map<Long, String> listNotSealedWith(String keyId, int limit) {
    return factors.entrySet().stream()
        .filter(row -> !row.getValue().sealedSecret().startsWith(keyId + "."))
        .limit(limit)
        .collect(toMap(Map.Entry::getKey, row -> row.getValue().sealedSecret()));
  }

  @Override
  public void reseal(long userId, String oldSealed, String newSealed) {
    factors.computeIfPresent(
        userId,
        (id, known) ->
            known.sealedSecret().equals(oldSealed)
                ? new SecondFactor(newSealed, known.confirmed(), known.lastStep())
                : known);
  }

  @Override
  public void remove(long userId) {
    factors.remove(userId);
    codes.remove(userId);
    users.secondFactor(userId, false);
  }
}
