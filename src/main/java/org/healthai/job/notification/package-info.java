/**
 * Webhooks: tells a client's server that a job has ended, at least once and signed. The row of an
 * outbox is written with the end of the job; a repeated task sends it. The only package that calls
 * addresses which clients give, and only hosts that an administrator has listed. May use {@code
 * job}, {@code audit} and {@code error}.
 */
@NullMarked
package org.healthai.job.notification;

import org.jspecify.annotations.NullMarked;
