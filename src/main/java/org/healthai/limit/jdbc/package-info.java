/**
 * Buckets in the database, one row each. Depends on {@code limit} and {@code store}; by JDBC and
 * not by JPA, since Bucket4j brings its own short transactions.
 */
@NullMarked
package org.healthai.limit.jdbc;

import org.jspecify.annotations.NullMarked;
