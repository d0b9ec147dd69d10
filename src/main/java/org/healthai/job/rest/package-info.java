/** Jobs over HTTP. */
@NullMarked
package org.healthai.job.rest;

import org.jspecify.annotations.NullMarked;
