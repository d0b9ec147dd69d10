package org.healthai.web;

import jakarta.ws.rs.core.Response;

/**
 * A failure that an asynchronous resource method hands out as its answer; {@link LateFailureFilter}
 * makes it the problem document.
 *
 * <p>A stage must not end with the exception itself: RESTEasy 6.2 looks at the request once more
 * after it has answered and completed it ({@code SynchronousDispatcher.writeException}). By then
 * the container may have recycled request and response; RESTEasy then logs an error and resets a
 * response that may be another request's.
 *
 * @param cause what went wrong, as the stage said it
 */
public record LateFailure(Throwable cause) {

  /** For {@code CompletionStage.exceptionally}, last in a resource method. */
  public static Response toResponse(Throwable failure) {
    return Response.serverError().entity(new LateFailure(failure)).build();
  }
}
