/** API keys over HTTP. Depends on {@code access} and {@code error}. */
@NullMarked
package org.healthai.access.rest;

import org.jspecify.annotations.NullMarked;
