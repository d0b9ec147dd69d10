/** The {@code secret_keys} table. Depends on {@code secret} and {@code store}. */
@NullMarked
package org.healthai.secret.jpa;

import org.jspecify.annotations.NullMarked;
