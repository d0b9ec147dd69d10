package org.healthai.job.rest;

import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.healthai.access.AccessPolicy;
import org.healthai.access.Caller;
import org.healthai.job.ItemState;
import org.healthai.job.JobFilter;
import org.healthai.job.JobState;
import org.healthai.web.RequestValues;
import org.jspecify.annotations.Nullable;

/** Which page of jobs or films a client asks for, as text. */
public class JobQuery {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1000;

  @QueryParam("skip")
  @Parameter(
      description = "How many to leave out at the start.",
      schema = @Schema(type = SchemaType.INTEGER, defaultValue = "0", minimum = "0"))
  @Nullable String skip;

  @QueryParam("limit")
  @Parameter(
      description = "How many to return at most.",
      schema =
          @Schema(type = SchemaType.INTEGER, defaultValue = "100", minimum = "1", maximum = "1000"))
  @Nullable String limit;

  @QueryParam("state")
  @Parameter(
      description =
          "Only of this state. Of a job: running, stopping, stopped, completed; of a film: waiting,"
              + " running, done, failed, stopped.",
      schema = @Schema(type = SchemaType.STRING, examples = "running"))
  @Nullable String state;

  int toSkip() {
    return RequestValues.toInt("skip", skip, 0, 0, Integer.MAX_VALUE);
  }

  int toLimit() {
    return RequestValues.toInt("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT);
  }

  JobFilter toFilter(Caller caller) {
    return new JobFilter(AccessPolicy.tenantsOf(caller), state == null ? null : toJobState(state));
  }

  private static JobState toJobState(String text) {
    return Arrays.stream(JobState.values())
        .filter(known -> known != JobState.CREATING && known.wireName().equals(text))
        .findFirst()
        .orElseThrow(
            () -> RequestValues.invalid("state", "running, stopping, stopped or completed"));
  }

  @Nullable ItemState toItemState() {
    return state == null
        ? null
        : Arrays.stream(ItemState.values())
            .filter(known -> known.wireName().equals(state))
            .findFirst()
            .orElseThrow(() -> RequestValues.invalid("state", itemStates()));
  }

  private static String itemStates() {
    return Arrays.stream(ItemState.values())
        .map(ItemState::wireName)
        .collect(Collectors.joining(", ", "one of ", ""));
  }
}
