package org.healthai.access.user;

import java.util.Objects;
import org.healthai.access.Caller;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/** What users do with their own account. Safe for many threads. */
public final class OwnAccount {
  private final UserRepository users;
  private final Passwords passwords;
  private final OpenSessions sessions;

  /** The accounts of these users. */
  public OwnAccount(UserRepository users, Passwords passwords, OpenSessions sessions) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  /**
   * The user who calls.
   *
   * @throws HealthAiException FORBIDDEN for a key, which is nobody
   */
  public User get(Caller caller) {
    if (caller.kind() != Caller.Kind.USER) {
      throw new HealthAiException(
          ErrorCode.FORBIDDEN, "this call is for users who logged in, not for API keys");
    }
    return users
        .find(caller.id())
        .orElseThrow(() -> new HealthAiException(ErrorCode.FORBIDDEN, "there is no such user"));
  }

  /**
   * The user who calls, if they know their password: a session that somebody left open is not
   * enough for what concerns logging in.
   *
   * @throws HealthAiException as {@link #get}; FORBIDDEN also for users who have no password here,
   *     INVALID_VALUE when it is wrong
   */
  public User getByPassword(Caller caller, String password) {
    User user = getLocal(caller);
    passwords.requireRight(user, password);
    return user;
  }

  private User getLocal(Caller caller) {
    User user = get(caller);
    if (user.known().password().hash() == null) {
      throw new HealthAiException(
          ErrorCode.FORBIDDEN, "how this user logs in is the provider's business");
    }
    return user;
  }

  /**
   * Gives the caller another password and ends all they have open: whoever knew the old one is out.
   * The hash is computed before the transaction begins.
   *
   * @throws HealthAiException INVALID_VALUE when the old one is wrong or the new one is refused;
   *     FORBIDDEN for a key or a user who has no password here; CONFLICT when an administrator
   *     changed it meanwhile
   */
  public void changePassword(Caller caller, String current, String chosen) {
    User user = getLocal(caller);
    StoredPassword next = passwords.change(user, current, chosen);
    users.exclusively(
        () -> {
          User now = get(caller);
          if (!Objects.equals(now.known().password(), user.known().password())) {
            throw new HealthAiException(
                ErrorCode.CONFLICT, "the password was changed meanwhile; log in again");
          }
          sessions.endAll(now.id());
          return users.update(now.with(next));
        });
  }
}
