package org.healthai.secret;

import java.util.Collection;
import java.util.Map;

/**
 * The keys that something in the store may still be sealed with: ids and check values, never a key.
 * Safe for many threads; a call runs in the caller's transaction where there is one.
 */
public interface KeyRegistry {

  /** Check values by id. */
  Map<String, String> checkValues();

  /** Remembers a key; does nothing when its id is there. */
  void add(String id, String checkValue);

  /** Forgets keys that nothing is sealed with any more. */
  void remove(Collection<String> ids);
}
