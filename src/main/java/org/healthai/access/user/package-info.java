/**
 * Users: who they are, their passwords and roles, and managing them. Depends on {@code access},
 * {@code audit} and {@code error}.
 */
@NullMarked
package org.healthai.access.user;

import org.jspecify.annotations.NullMarked;
