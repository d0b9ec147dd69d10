package org.healthai.access.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about a user. A component that is null leaves it as it is.
 *
 * @param email their new address
 * @param displayName their new name
 * @param roles names of all their roles from now on
 * @param active whether they may do anything
 */
public record UserChange(
    @Nullable Email email,
    @Nullable String displayName,
    @Nullable List<String> roles,
    @Nullable Boolean active) {}
