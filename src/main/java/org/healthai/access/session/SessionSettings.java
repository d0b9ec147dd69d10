package org.healthai.access.session;

import java.time.Duration;
import java.util.Set;

/**
 * How long users stay logged in.
 *
 * @param life {@code healthai.access.session-life}: when they must log in again, whatever they do
 * @param secondFactorRoles {@code healthai.access.second-factor-roles}: roles whose holders need a
 *     second factor
 */
public record SessionSettings(Duration life, Set<String> secondFactorRoles) {

  /** Copies the set. */
  public SessionSettings {
    secondFactorRoles = Set.copyOf(secondFactorRoles);
  }
}
