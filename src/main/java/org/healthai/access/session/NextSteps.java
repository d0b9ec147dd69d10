package org.healthai.access.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.healthai.access.Caller;
import org.healthai.access.user.User;
import org.healthai.limit.Allowance;

/**
 * Which users must do something before they may do anything else: until then they have no
 * permission, whatever their roles say.
 */
public final class NextSteps {
  private final Set<String> secondFactorRoles;
  private final Allowance allowance;

  /**
   * Steps by these settings.
   *
   * @param allowance how many predictions every user may ask for
   */
  public NextSteps(SessionSettings settings, Allowance allowance) {
    this.secondFactorRoles = settings.secondFactorRoles();
    this.allowance = allowance;
  }

  /** What a user must do, in this order; nothing for most. */
  public List<NextStep> of(User user) {
    List<NextStep> steps = new ArrayList<>();
    if (user.known().password().mustChange()) {
      steps.add(NextStep.CHANGE_PASSWORD);
    }
    boolean local = user.known().identity() == null;
    if (local
        && !user.secondFactor()
        && user.roleNames().stream().anyMatch(secondFactorRoles::contains)) {
      steps.add(NextStep.ENROL_SECOND_FACTOR);
    }
    return steps;
  }

  /** The user as caller. */
  public Caller toCaller(User user) {
    return user.toCaller(of(user).isEmpty() ? user.permissions() : Set.of(), allowance);
  }
}
