package org.healthai.oversight.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.audit.chain.ChainReport;
import org.jspecify.annotations.Nullable;

/**
 * What checking the chain found.
 *
 * @param intact whether everything is as it was written
 * @param checked events that are right, from the first one on
 * @param headSequence events there must be
 * @param headHash hash of the last one; note it elsewhere to prove later that nothing was undone
 * @param badSequence the first place that is wrong; absent when nothing is
 * @param problem what is wrong there; absent when nothing is
 */
@JsonbPropertyOrder({"intact", "checked", "headSequence", "headHash", "badSequence", "problem"})
@Schema(name = "AuditVerification")
public record VerificationResponse(
    boolean intact,
    @Schema(examples = "4711") long checked,
    @JsonbProperty("head_sequence") @Schema(examples = "4711") long headSequence,
    @JsonbProperty("head_hash") String headHash,
    @JsonbProperty("bad_sequence") @Nullable Long badSequence,
    @Schema(enumeration = {"changed", "missing", "reordered", "cut-off", "added", "head-changed"})
        @Nullable String problem) {

  /** A report in the words of the API. */
  static VerificationResponse of(ChainReport report) {
    return new VerificationResponse(
        report.defect().isEmpty(),
        report.checked(),
        report.head().count(),
        report.head().hash(),
        report.defect().map(ChainReport.Defect::sequence).orElse(null),
        report.defect().map(defect -> defect.kind().wireName()).orElse(null));
  }
}
