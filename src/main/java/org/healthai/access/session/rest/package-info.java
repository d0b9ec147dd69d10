/**
 * Logging in, refreshing, logging out and one's own account over HTTP. Depends on {@code access},
 * its {@code rest}, {@code audit} and {@code web}.
 */
@NullMarked
package org.healthai.access.session.rest;

import org.jspecify.annotations.NullMarked;
