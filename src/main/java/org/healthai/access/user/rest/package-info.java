/**
 * Users and roles over HTTP. Depends on {@code access}, its {@code rest}, {@code audit} and {@code
 * web}.
 */
@NullMarked
package org.healthai.access.user.rest;

import org.jspecify.annotations.NullMarked;
