package org.healthai.access.user;

import java.util.HashMap;
import java.util.Map;

/** Failed logins in memory; three lock a name until they are cleared. One thread. */
public final class MemoryFailures implements LoginFailures {
  private static final int LOCK_AFTER = 3;

  private final Map<String, Integer> failures = new HashMap<>();

  public int count(String name) {
    return failures.getOrDefault(name, 0);
  }

  @Override
  public boolean isLocked(String name) {
    return count(name) >= LOCK_AFTER;
  }

  @Override
  public boolean note(String name) {
    return failures.merge(name, 1, Integer::sum) == LOCK_AFTER;
  }

  @Override
  public void clear(String name) {
    failures.remove(name);
  }
}
