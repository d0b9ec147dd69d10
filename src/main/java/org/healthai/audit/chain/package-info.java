/**
 * The chain that proves the audit trail whole: what a row says in bytes, the seal over it and all
 * rows before it, and the check of a whole trail. Depends on {@code audit}, {@code files} and the
 * JDK only: the command that checks a database runs on it alone.
 */
@NullMarked
package org.healthai.audit.chain;

import org.jspecify.annotations.NullMarked;
