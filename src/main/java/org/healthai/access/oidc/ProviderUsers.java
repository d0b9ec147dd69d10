package org.healthai.access.oidc;

import java.util.List;
import java.util.Optional;
import org.healthai.access.Role;
import org.healthai.access.Tenant;
import org.healthai.access.user.ExternalIdentity;
import org.healthai.access.user.NewUser;
import org.healthai.access.user.StoredPassword;
import org.healthai.access.user.User;
import org.healthai.access.user.UserDetails;
import org.healthai.access.user.UserRepository;

/**
 * Makes users of a provider known when they first come, so that they have an id in the trail, can
 * be listed, and can be switched off here whatever the provider says. Safe for many threads.
 */
public final class ProviderUsers {
  private final UserRepository users;

  /** Users in that store. */
  public ProviderUsers(UserRepository users) {
    this.users = users;
  }

  /** The user, as the provider describes them now. */
  User get(ExternalIdentity identity, String name, Tenant tenant, List<String> roles) {
    Optional<User> known = users.findByIdentity(identity);
    return known
        .filter(user -> isAs(user.details(), name, tenant, roles))
        .orElseGet(() -> store(identity, name, tenant, roles));
  }

  private static boolean isAs(UserDetails details, String name, Tenant tenant, List<String> roles) {
    return details.displayName().equals(name)
        && details.tenant().equals(tenant)
        && details.roles().stream().map(Role::name).toList().equals(roles);
  }

  private User store(ExternalIdentity identity, String name, Tenant tenant, List<String> roles) {
    List<Role> known =
        users.listRoles().stream().filter(role -> roles.contains(role.name())).toList();
    UserDetails details = new UserDetails(null, name, tenant, known);
    return users.exclusively(
        () ->
            users
                .findByIdentity(identity)
                .map(user -> changed(user, details))
                .orElseGet(() -> users.save(new NewUser(details, StoredPassword.NONE, identity))));
  }

  /** Somebody else may have stored it by now; roles that are not there differ for ever. */
  private User changed(User user, UserDetails details) {
    return user.details().equals(details) ? user : users.update(user.with(details));
  }
}
