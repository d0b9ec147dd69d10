package org.healthai.access.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.healthai.access.Permission;

/**
 * Says which permission the callers of a resource method need. A method has this, {@link SignedIn}
 * or {@link org.healthai.web.Open}; without one of them nobody may call it ({@link
 * PermissionFilter}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
  /** The permission. */
  Permission value();
}
