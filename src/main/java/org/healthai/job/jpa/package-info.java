/** The tables of jobs. Depends on {@code job}, {@code secret} and {@code store}. */
@NullMarked
package org.healthai.job.jpa;

import org.jspecify.annotations.NullMarked;
