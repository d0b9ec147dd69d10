/** Files that only their owner may read, written whole or not at all. Depends on the JDK only. */
@NullMarked
package org.healthai.files;

import org.jspecify.annotations.NullMarked;
