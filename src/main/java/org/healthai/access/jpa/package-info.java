/**
 * The tables of keys, roles, users and sessions. Depends on {@code access}, its {@code user} and
 * {@code session}, and {@code store}.
 */
@NullMarked
package org.healthai.access.jpa;

import org.jspecify.annotations.NullMarked;
