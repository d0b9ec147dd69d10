package org.healthai.access.session;

/** What a user must do before they may do anything else. The wire names are part of the API. */
public enum NextStep {
  /** Choose a password of their own. */
  CHANGE_PASSWORD("change-password"),
  /** Set up a second factor, which their role needs. */
  ENROL_SECOND_FACTOR("enrol-second-factor");

  private final String wireName;

  NextStep(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
