package org.healthai.web;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.healthai.error.ErrorCode;
import org.healthai.error.FileFailure;

/**
 * What was wrong with one file of a batch.
 *
 * @param index place of the file in the request, from 0
 * @param filename the client's own name of it, control characters removed, cut to 255 characters;
 *     neither stored nor logged
 * @param code see {@link ErrorCode}
 * @param error what was wrong and what would be right
 */
@JsonbPropertyOrder({"index", "filename", "code", "error"})
@Schema(name = "FileError")
public record ProblemItem(int index, String filename, ErrorCode code, String error) {

  /** The same in the words of the API. */
  public static ProblemItem of(FileFailure failure) {
    return new ProblemItem(failure.index(), failure.clientName(), failure.code(), failure.detail());
  }
}
