package org.healthai.audit.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.healthai.audit.AuditAction;

/**
 * Says what a call is in the audit trail. Every resource method below {@code /api} has this or
 * {@link org.healthai.web.NotAudited}; a test sees to that.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {
  /** What the caller does. */
  AuditAction value();

  /** Kind of the record they do it to. */
  String entity();

  /** Path parameters that say which one, joined by a slash; none where it is about several. */
  String[] id() default {};
}
