/** Holds, proofs and the nightly task's row. Depends on {@code privacy} and {@code store}. */
@NullMarked
package org.healthai.privacy.jpa;

import org.jspecify.annotations.NullMarked;
