package org.healthai.access.session;

import org.jspecify.annotations.Nullable;

/**
 * What somebody writes to be let in.
 *
 * @param name the address, or whatever was written in its place
 * @param password theirs, or not
 * @param code one-time password or recovery code; null when none was written
 */
public record Login(String name, String password, @Nullable String code) {

  /** Never shows what was written: people write passwords into the wrong field. */
  @Override
  public String toString() {
    return "Login[code=%s]".formatted(code == null ? "none" : "given");
  }
}
