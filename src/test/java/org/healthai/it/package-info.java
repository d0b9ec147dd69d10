/**
 * Black-box tests of a running server over HTTP.
 *
 * <p>Nothing here uses a class of {@code src/main}: a test knows the API contract and nothing else,
 * makes its own data and does not care what ran before it. Films of people are only read from
 * outside the repository ({@link org.healthai.it.SharedFilms}).
 */
package org.healthai.it;
