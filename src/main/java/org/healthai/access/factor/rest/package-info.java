/**
 * Second factors over HTTP. Depends on {@code access}, its {@code rest}, {@code audit} and {@code
 * web}.
 */
@NullMarked
package org.healthai.access.factor.rest;

import org.jspecify.annotations.NullMarked;
