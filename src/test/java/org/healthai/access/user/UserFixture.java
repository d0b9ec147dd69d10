package org.healthai.access.user;

import java.time.Duration;
import java.util.List;
import org.healthai.access.Role;
import org.healthai.access.Tenant;

/** Users and the cheapest passwords that are allowed. */
public final class UserFixture {
  public static final PasswordSettings SETTINGS =
      new PasswordSettings(7_168, 5, 2, 3, Duration.ofMinutes(15));
  public static final PasswordHasher HASHER = new PasswordHasher(SETTINGS);
  public static final String PASSWORD = "moss green kettle 41";

  /** Computed once: it takes a while. */
  private static final String HASH = HASHER.hash(PASSWORD);

  private UserFixture() {}

  public static PasswordCheck check() {
    return new PasswordCheck(HASHER, SETTINGS);
  }

  public static NewUser user(String email, Role... roles) {
    return user(email, "default", roles);
  }

  public static NewUser user(String email, String tenant, Role... roles) {
    return new NewUser(
        new UserDetails(new Email(email), "Ada Meier", new Tenant(tenant), List.of(roles)),
        new StoredPassword(HASH, false),
        null);
  }
}
