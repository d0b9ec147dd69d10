/** What can go wrong, without HTTP. Depends on the JDK only. */
@NullMarked
package org.healthai.error;

import org.jspecify.annotations.NullMarked;
