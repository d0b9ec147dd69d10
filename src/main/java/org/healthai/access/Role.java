package org.healthai.access;

/** What a caller may do. The names are stored and appear in annotations: they never change. */
public enum Role {
  /** Everything, including what concerns other callers. */
  ADMINISTRATOR(Role.ADMINISTRATOR_NAME),
  /** Predict and read predictions. */
  USER(Role.USER_NAME);

  /** {@link #ADMINISTRATOR} for {@code @RolesAllowed}. */
  public static final String ADMINISTRATOR_NAME = "administrator";

  /** {@link #USER} for {@code @RolesAllowed}. */
  public static final String USER_NAME = "user";

  private final String roleName;

  Role(String roleName) {
    this.roleName = roleName;
  }

  /** The role's name towards the platform. */
  public String roleName() {
    return roleName;
  }

  /**
   * Whether a caller of this role may do what {@code name} may: an administrator may everything.
   */
  public boolean includes(String name) {
    return roleName.equals(name) || (this == ADMINISTRATOR && USER_NAME.equals(name));
  }
}
