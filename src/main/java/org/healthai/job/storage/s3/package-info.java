/**
 * Films of jobs in an S3-compatible storage; the only package that sees the SDK. May use {@code
 * job}.
 */
@NullMarked
package org.healthai.job.storage.s3;

import org.jspecify.annotations.NullMarked;
