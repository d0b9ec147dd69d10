package org.healthai.privacy.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.privacy.Erasure;
import org.jspecify.annotations.Nullable;

/**
 * The proof of an erasure as clients see it; nothing of the patient is in it.
 *
 * @param id positive
 * @param tenant whose records
 * @param erasedAt when
 * @param erasedBy by whom
 * @param requestId the request in which it was done, as in the audit trail
 * @param predictions predictions erased
 * @param films kept films erased
 * @param shadowAnswers answers of shadows erased
 * @param recordsHash SHA-256 over the erased predictions' ids, ascending, one a line
 * @param proof keyed hash over all of that
 * @param genuine whether the proof says what a server with these keys wrote; absent when its key is
 *     no longer there
 */
@JsonbPropertyOrder({
  "id",
  "tenant",
  "erasedAt",
  "erasedBy",
  "requestId",
  "predictions",
  "films",
  "shadowAnswers",
  "recordsHash",
  "proof",
  "genuine"
})
@Schema(name = "Erasure")
public record ErasureResponse(
    @Schema(examples = "51") long id,
    @Schema(examples = "default") String tenant,
    @JsonbProperty("erased_at") @Schema(examples = "2026-11-26T12:00:00.123456Z") Instant erasedAt,
    @JsonbProperty("erased_by") @Schema(examples = "key 51 privacy office") String erasedBy,
    @JsonbProperty("request_id") @Schema(examples = "88006d2d-d4e9-41ec-b19c-43bf4a0eea21")
        @Nullable String requestId,
    @Schema(examples = "2") long predictions,
    @Schema(examples = "0") long films,
    @JsonbProperty("shadow_answers") @Schema(examples = "1") long shadowAnswers,
    @JsonbProperty("records_hash")
        @Schema(examples = "5f2b0c4f0f2e1e1c0b7d9c5a4f4c3f0e9a1b2c3d4e5f60718293a4b5c6d7e8f9")
        String recordsHash,
    @Schema(examples = "a1b2c3d4e5f60718293a4b5c6d7e8f95f2b0c4f0f2e1e1c0b7d9c5a4f4c3f0e9")
        String proof,
    @Schema(examples = "true") @Nullable Boolean genuine) {

  static ErasureResponse of(Erasure erasure, @Nullable Boolean genuine) {
    return new ErasureResponse(
        erasure.id(),
        erasure.tenant().id(),
        erasure.at(),
        erasure.by(),
        erasure.requestId(),
        erasure.counts().predictions(),
        erasure.counts().films(),
        erasure.counts().shadowAnswers(),
        erasure.recordsHash(),
        erasure.seal().proof(),
        genuine);
  }
}
