package org.healthai.access.jpa;

/** Hints of EclipseLink. */
final class FetchHints {
  /** JPQL's own fetch over two steps would send a second statement. */
  static final String LEFT_JOIN_FETCH = "eclipselink.left-join-fetch";

  private FetchHints() {}
}
