/**
 * Measuring how long something takes on a machine that also does other things. Uses the JDK only.
 */
@NullMarked
package org.healthai.timing;

import org.jspecify.annotations.NullMarked;
