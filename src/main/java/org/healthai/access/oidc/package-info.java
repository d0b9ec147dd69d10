/**
 * Users whom an OpenID Connect provider vouches for: its keys, its tokens, what its claims mean
 * here. Depends on {@code access}, its {@code token} and {@code user}, {@code audit} and {@code
 * error}.
 */
@NullMarked
package org.healthai.access.oidc;

import org.jspecify.annotations.NullMarked;
