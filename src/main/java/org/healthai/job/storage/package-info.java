/** Where the films of jobs wait. May use {@code job}, {@code files}, {@code secret}. */
@NullMarked
package org.healthai.job.storage;

import org.jspecify.annotations.NullMarked;
