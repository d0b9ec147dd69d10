/** The {@code api_keys} table. Depends on {@code access} and {@code store}. */
@NullMarked
package org.healthai.access.jpa;

import org.jspecify.annotations.NullMarked;
