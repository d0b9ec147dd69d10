/**
 * Jobs: thousands of films of one request, none lost and none answered twice, whatever dies in
 * between. The rows of the database are the truth; a message only says which row to look at, so
 * that a lost or doubled one does no harm. Plain Java; HTTP, tables and messaging have packages of
 * their own below.
 */
@NullMarked
package org.healthai.job;

import org.jspecify.annotations.NullMarked;
