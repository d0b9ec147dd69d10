/** Reports, erasures and legal holds over HTTP. */
@NullMarked
package org.healthai.privacy.rest;

import org.jspecify.annotations.NullMarked;
