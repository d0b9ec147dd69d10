package org.healthai.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a resource method that anybody may call and whose body is a few words. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SmallBody {
  /** What such a body may have. */
  int MAX_BYTES = 16_384;

  /** In seconds, how long it may take: strangers hold a thread meanwhile. */
  int MAX_SECONDS = 5;
}
