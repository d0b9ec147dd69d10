package org.healthai.audit.rest;

import jakarta.enterprise.context.RequestScoped;
import org.healthai.audit.Occasion;
import org.jspecify.annotations.Nullable;

/** The occasion of the request that a thread works on; the server's own where there is none. */
@RequestScoped
public class RequestOccasion {
  private @Nullable Occasion occasion;

  /** Remembers whose request it is. */
  public void set(Occasion known) {
    occasion = known;
  }

  /** Whose request it is. */
  public Occasion get() {
    return occasion == null ? Occasion.system() : occasion;
  }
}
