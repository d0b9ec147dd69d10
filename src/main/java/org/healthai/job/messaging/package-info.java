/**
 * Messages about the films of jobs, in and out. JMS 1.1 only, since brokers' resource adapters know
 * no more. May use {@code job} and {@code error}.
 */
@NullMarked
package org.healthai.job.messaging;

import org.jspecify.annotations.NullMarked;
