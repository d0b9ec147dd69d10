package org.healthai.prediction.cache;

/** Hears of every look into a cache; must be quick and must not throw. */
@FunctionalInterface
public interface LookupListener {

  /** Hears nothing. */
  LookupListener NONE = (level, result) -> {};

  /** Called after a look, on the thread that looked. */
  void onLookup(Level level, Result result);

  /** Where was looked. */
  enum Level {
    /** In this process. */
    MEMORY,
    /** In the store that servers share; only for what this process does not know. */
    SHARED
  }

  /** What was found. */
  enum Result {
    /** An answer. */
    HIT,
    /** Nothing. */
    MISS,
    /** Something that no server with our secret wrote for this key; counts as nothing. */
    REJECTED,
    /** Nobody answered in time, or nobody was asked since nobody had answered before. */
    UNAVAILABLE
  }
}
