package org.healthai.access.user;

/**
 * A user with a password that was just made.
 *
 * @param user what is stored
 * @param password whoever asked must hand it over now, since nobody can later
 */
public record IssuedPassword(User user, String password) {

  /** Never shows the password. */
  @Override
  public String toString() {
    return "IssuedPassword[%s]".formatted(user);
  }
}
