package org.healthai.access;

/** Whether a key may be used; that it may also have expired is a matter of the clock. */
public enum KeyState {
  /** It opens what it was made for. */
  ACTIVE,
  /** It opens nothing until it is switched on again. */
  DISABLED,
  /** It opens nothing any more, ever. */
  REVOKED
}
