package org.healthai.secret;

import java.util.List;
import java.util.Map;

/**
 * Sees to it that a server works with the keys its store was sealed with, before it seals anything
 * with others. Safe for many threads.
 */
public final class KeyCheck {
  private final Keyring keys;
  private final KeyRegistry registry;

  /** Checks this ring against that store. */
  public KeyCheck(Keyring keys, KeyRegistry registry) {
    this.keys = keys;
    this.registry = registry;
  }

  /**
   * Remembers the active key.
   *
   * @throws MissingKeysException when the ring lacks a key that something may be sealed with, or
   *     has another one under its id; nothing is remembered then
   */
  public void adopt() {
    Map<String, String> mine = keys.checkValues();
    List<String> missing =
        registry.checkValues().entrySet().stream()
            .filter(needed -> !needed.getValue().equals(mine.get(needed.getKey())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new MissingKeysException(missing);
    }
    registry.add(keys.activeId(), mine.getOrDefault(keys.activeId(), ""));
  }

  /**
   * Forgets every key but the active one, once nothing is sealed with them.
   *
   * @return their ids: the ring need not have them any longer
   */
  public List<String> retireOthers() {
    List<String> others =
        registry.checkValues().keySet().stream()
            .filter(id -> !id.equals(keys.activeId()))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      registry.remove(others);
    }
    return others;
  }
}
