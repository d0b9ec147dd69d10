package org.healthai.access.session;

import java.time.Instant;
import org.healthai.access.user.User;

/**
 * What a user opened by logging in.
 *
 * @param id positive, unique, never used again
 * @param user who opened it, as they are now
 * @param expiresAt when it ends at the latest
 */
public record OpenSession(long id, User user, Instant expiresAt) {}
