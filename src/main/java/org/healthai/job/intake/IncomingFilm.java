package org.healthai.job.intake;

import java.io.InputStream;
import org.healthai.job.ItemFailure;
import org.healthai.prediction.subject.SubjectReferences;
import org.jspecify.annotations.Nullable;

/**
 * One film of a new job. Of {@code body}, {@code path} and {@code refusal} exactly one is there.
 *
 * @param clientName the client's name of it, made harmless
 * @param body its bytes, to be read before the next film is asked for
 * @param path where it lies below the import root
 * @param refusal why it is not taken; the others of the job are
 * @param subject whom it is of
 */
public record IncomingFilm(
    String clientName,
    @Nullable InputStream body,
    @Nullable String path,
    @Nullable ItemFailure refusal,
    SubjectReferences subject) {}
