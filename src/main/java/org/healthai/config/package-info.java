/**
 * Puts the modules together: typed settings, refusals to start, CDI producers, start and stop.
 * Depends on every module; no module depends on it.
 */
@NullMarked
package org.healthai.config;

import org.jspecify.annotations.NullMarked;
