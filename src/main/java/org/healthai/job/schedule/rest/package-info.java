/** Schedules over HTTP. Depends on {@code job.schedule}, {@code access} and {@code audit}. */
@NullMarked
package org.healthai.job.schedule.rest;

import org.jspecify.annotations.NullMarked;
