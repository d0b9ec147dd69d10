package org.healthai.limit.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method that costs predictions of its caller's quota: one, taken before the body
 * is read, and as many more as the method takes of its {@link Tickets#of ticket}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Metered {}
