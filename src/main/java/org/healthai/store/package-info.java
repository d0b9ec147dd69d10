/**
 * What every table shares: opening the database, its schema, transactions, failures and the check
 * whether it answers. Used by the {@code jpa} packages, {@code observability} and {@code config};
 * depends on {@code error}.
 */
@NullMarked
package org.healthai.store;

import org.jspecify.annotations.NullMarked;
