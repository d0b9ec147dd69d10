/**
 * Jobs that are made again and again, of the films of a folder: each turn makes one job, on
 * whatever server, and none is lost when one dies. May use {@code job}, {@code job.intake}, {@code
 * access}, {@code audit} and {@code secret}; reads cron expressions with cron-utils.
 */
@NullMarked
package org.healthai.job.schedule;

import org.jspecify.annotations.NullMarked;
