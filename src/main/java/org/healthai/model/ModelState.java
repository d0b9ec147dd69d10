package org.healthai.model;

/** Where a model version is in its life on this server. */
public enum ModelState {
  /** Found or asked for; being verified, built, replayed or warmed. */
  LOADING,
  /** Answers requests. */
  READY,
  /** Something about the package is wrong; the reason says what. */
  REFUSED,
  /** Known and not loaded. */
  UNLOADED
}
