package org.healthai.limit.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.healthai.limit.Ticket;

/** The ticket of a request. */
public final class Tickets {
  private static final String ATTRIBUTE = Tickets.class.getName();

  private Tickets() {}

  /** The ticket of a request to a {@link Metered} method, for that method. */
  public static Ticket of(HttpServletRequest request) {
    return find(request).orElseThrow(() -> new IllegalStateException("the method needs @Metered"));
  }

  static Optional<Ticket> find(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Ticket ticket
        ? Optional.of(ticket)
        : Optional.empty();
  }

  static void set(HttpServletRequest request, Ticket ticket) {
    request.setAttribute(ATTRIBUTE, ticket);
  }
}
