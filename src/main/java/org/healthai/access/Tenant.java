package org.healthai.access;

import java.util.regex.Pattern;

/**
 * The organisation that a record belongs to; records of one are never shown to another.
 *
 * @param id 1 to 64 of {@code a-z 0-9 . _ -}, the first one a letter or digit
 */
public record Tenant(String id) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** The one that everything belongs to where nobody spoke of tenants. */
  public static final Tenant DEFAULT = new Tenant("default");

  /** What {@link #Tenant} accepts, in words that follow "must be". */
  public static final String ALLOWED =
      "1 to 64 of a-z, 0-9, dot, underscore and hyphen, the first one a letter or digit";

  /** Refuses other ids. */
  public Tenant {
    if (!isId(id)) {
      throw new IllegalArgumentException("a tenant must be " + ALLOWED);
    }
  }

  /** Whether a text can be an id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return id;
  }
}
