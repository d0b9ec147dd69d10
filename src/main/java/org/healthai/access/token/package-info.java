/**
 * Bearer tokens: keys that sign them, issuing and checking them. With {@code access.oidc} the only
 * code that sees the JOSE library. Depends on {@code access}, {@code files} and {@code error}.
 */
@NullMarked
package org.healthai.access.token;

import org.jspecify.annotations.NullMarked;
