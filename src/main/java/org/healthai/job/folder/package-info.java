/**
 * The watched folder: files that are put there become jobs, each file of one job, whatever dies in
 * between. May use {@code job}, {@code job.intake}, {@code access} and {@code audit}.
 */
@NullMarked
package org.healthai.job.folder;

import org.jspecify.annotations.NullMarked;
