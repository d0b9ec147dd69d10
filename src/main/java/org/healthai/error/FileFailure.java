package org.healthai.error;

/**
 * One file of several that could not be worked on.
 *
 * @param index place of the file in the request, from 0
 * @param clientName the client's name of the file, made harmless; for the answer only, never stored
 *     or logged
 * @param code why it failed
 * @param detail what was wrong and what would be right
 */
public record FileFailure(int index, String clientName, ErrorCode code, String detail) {}
