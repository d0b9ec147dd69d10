package org.healthai.job;

import org.healthai.audit.AuditActor;
import org.healthai.prediction.Requester;
import org.jspecify.annotations.Nullable;

/**
 * A job whose films are still coming in.
 *
 * @param requester whose predictions they will be
 * @param creator who asked, for the audit trail of every film
 * @param requestId the request that asked; null where it was none
 * @param source where the films come from
 * @param model what answers them
 * @param inputFolder the folder of its films, drawn once a job
 * @param webhookUrl whom to tell when it has ended; null for nobody
 */
public record NewJob(
    Requester requester,
    AuditActor creator,
    @Nullable String requestId,
    JobSource source,
    JobModel model,
    String inputFolder,
    @Nullable String webhookUrl) {}
