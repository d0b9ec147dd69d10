package org.healthai.job.storage;

import java.util.EnumMap;
import java.util.Map;
import org.healthai.job.PlaceIds;

/** A database that knows its places. */
public final class MemoryPlaceIds implements PlaceIds {
  private final Map<Kind, String> ids = new EnumMap<>(Kind.class);

  @Override
  public synchronized String get(Kind kind) {
    return ids.getOrDefault(kind, "");
  }

  @Override
  public synchronized String change(Kind kind, String from, String to) {
    if (get(kind).equals(from)) {
      ids.put(kind, to);
    }
    return get(kind);
  }
}
