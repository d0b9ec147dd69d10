/**
 * What the law asks of who keeps patients' data: telling a patient everything, erasing it with a
 * proof, holding it where a court says so, and deleting it in time. Depends on {@code prediction},
 * {@code access}, {@code audit}, {@code secret}, {@code store} and {@code error}.
 */
@NullMarked
package org.healthai.privacy;

import org.jspecify.annotations.NullMarked;
