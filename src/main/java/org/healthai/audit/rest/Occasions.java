package org.healthai.audit.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.healthai.audit.Actor;
import org.healthai.audit.AuditActor;
import org.healthai.audit.Occasion;
import org.healthai.web.RequestId;
import org.jspecify.annotations.Nullable;

/** The occasion that a request is. */
public final class Occasions {
  private static final String ATTRIBUTE = Occasions.class.getName();

  private Occasions() {}

  /** The occasion of a request, for its resource method. */
  public static Occasion of(HttpServletRequest request) {
    return of(request, null);
  }

  /** The occasion of a request, also of one that found no resource method. */
  static Occasion of(HttpServletRequest request, @Nullable Principal caller) {
    return request.getAttribute(ATTRIBUTE) instanceof Occasion known
        ? known
        : make(request, caller);
  }

  /** Remembers who is calling, for everything that follows in the request. */
  static Occasion make(HttpServletRequest request, @Nullable Principal caller) {
    AuditActor actor =
        caller instanceof Actor known ? known.asAuditActor() : AuditActor.anonymous();
    Occasion occasion = new Occasion(actor, request.getRemoteAddr(), RequestId.of(request));
    request.setAttribute(ATTRIBUTE, occasion);
    return occasion;
  }
}
