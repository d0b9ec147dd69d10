/**
 * Who calls and whether they may; API keys over HTTP. Depends on {@code access}, {@code audit} and
 * {@code web}.
 */
@NullMarked
package org.healthai.access.rest;

import org.jspecify.annotations.NullMarked;
