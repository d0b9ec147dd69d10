/**
 * The REST application: request ids, byte limits, access log and problem documents. Depends on
 * {@code error}; nothing here knows a feature.
 */
@NullMarked
package org.healthai.web;

import org.jspecify.annotations.NullMarked;
