/** Films of a new job on their way in: forms, ZIPs, manifests. May use {@code job}. */
@NullMarked
package org.healthai.job.intake;

import org.jspecify.annotations.NullMarked;
