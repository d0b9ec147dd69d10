package org.healthai.job.intake;

import org.healthai.audit.Occasion;
import org.healthai.job.JobModel;
import org.healthai.job.JobSource;
import org.healthai.limit.Ticket;
import org.healthai.prediction.Requester;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a new job, besides its films.
 *
 * @param requester whose predictions they will be
 * @param occasion the request, for the audit trail
 * @param source where the films come from
 * @param model what answers them
 * @param webhookUrl whom to tell when it has ended, already known to be allowed; null for nobody
 * @param idempotencyKey finds the job again when the request is repeated; null for nothing
 * @param quota takes one prediction a film; null where nobody's quota is used. It has taken one
 *     already
 */
public record JobRequest(
    Requester requester,
    Occasion occasion,
    JobSource source,
    JobModel model,
    @Nullable String webhookUrl,
    @Nullable String idempotencyKey,
    @Nullable Ticket quota) {}
