package org.healthai.access.user;

import org.jspecify.annotations.Nullable;

/**
 * A user to store.
 *
 * @param details who they are and what they may do
 * @param password what they log in with
 * @param identity who they are at a provider; null for those who log in here
 */
public record NewUser(
    UserDetails details, StoredPassword password, @Nullable ExternalIdentity identity) {}
