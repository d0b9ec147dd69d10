package org.healthai.web.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.healthai.error.ErrorCode;
import org.healthai.web.ProblemDetail;
import org.healthai.web.RequestId;
import org.healthai.web.StatusMapping;

/**
 * Adds to every call of the OpenAPI document what a resource need not repeat: the request id, and
 * one response for each status that its errors have, with an example for each code.
 *
 * <p>A resource method names its errors in the extension {@value #ERRORS} of its {@code Operation}:
 * lines of a code, a colon and an example of the detail. Named in {@code mp.openapi.filter}.
 */
public final class CommonResponses implements OASFilter {
  /** Extension of an operation; gone from the finished document. */
  public static final String ERRORS = "x-errors";

  /** Header of an answer: the quota that the caller has. */
  public static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

  /** Header of an answer: what is left of the quota. */
  public static final String RATE_LIMIT = "RateLimit";

  private static final String RETRY_AFTER = "Retry-After";
  private static final String CHALLENGE = "WWW-Authenticate";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    addShared(document.getComponents());
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) -> item.getOperations().values().forEach(call -> add(path, call)));
  }

  private static void addShared(Components components) {
    components.addParameter(
        RequestId.HEADER,
        OASFactory.createParameter()
            .name(RequestId.HEADER)
            .in(Parameter.In.HEADER)
            .description(
                "The client's own id of the request, taken over where it fits `%s` and replaced"
                        .formatted(RequestId.PATTERN)
                    + " otherwise.")
            .schema(schema(Schema.SchemaType.STRING)));
    components.addHeader(
        RequestId.HEADER, header("The request's id: the client's own, or a new one."));
    components.addHeader(
        RETRY_AFTER,
        header("Seconds after which to try again; absent where nobody knows.")
            .schema(schema(Schema.SchemaType.INTEGER)));
    components.addHeader(
        RATE_LIMIT_POLICY,
        header(
            "The caller's quota: `\"predictions\";q=100;w=3600` is 100 in 3600 seconds; absent for"
                + " callers without one."));
    components.addHeader(
        RATE_LIMIT,
        header(
            "What is left of it: `\"predictions\";r=42;t=2088` is 42, and all of it again in 2088"
                + " seconds."));
    components.addHeader(CHALLENGE, header("Names the headers that carry a token or a key."));
  }

  private static void add(String path, Operation call) {
    Object declared = call.getExtensions() == null ? null : call.getExtensions().get(ERRORS);
    ErrorExamples errors =
        ErrorExamples.of(path, call, declared == null ? "" : declared.toString());
    call.removeExtension(ERRORS);
    call.addParameter(OASFactory.createParameter().ref(RequestId.HEADER));
    APIResponses responses = call.getResponses();
    addProblems(responses, errors);
    responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
    responses
        .getAPIResponses()
        .values()
        .forEach(response -> response.addHeader(RequestId.HEADER, reference(RequestId.HEADER)));
    if (errors.details().containsKey(ErrorCode.QUOTA_EXCEEDED)) {
      responses.getAPIResponses().values().forEach(CommonResponses::addRateLimit);
    }
  }

  private static void addRateLimit(APIResponse response) {
    response.addHeader(RATE_LIMIT_POLICY, reference(RATE_LIMIT_POLICY));
    response.addHeader(RATE_LIMIT, reference(RATE_LIMIT));
  }

  private static void addProblems(APIResponses responses, ErrorExamples errors) {
    Map<Integer, List<ErrorCode>> byStatus =
        errors.details().keySet().stream().collect(Collectors.groupingBy(StatusMapping::statusOf));
    byStatus.forEach(
        (status, codes) -> {
          if (!responses.hasAPIResponse(status.toString())) {
            responses.addAPIResponse(status.toString(), problem(status, codes, errors));
          }
        });
  }

  private static APIResponse problem(int status, List<ErrorCode> codes, ErrorExamples errors) {
    MediaType content =
        OASFactory.createMediaType().schema(OASFactory.createSchema().ref(ProblemDetail.SCHEMA));
    for (ErrorCode code : codes) {
      content.addExample(
          code.name(),
          OASFactory.createExample()
              .summary(ProblemDetail.titleOf(code))
              .value(errors.toProblem(code)));
    }
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(
                codes.stream().map(CommonResponses::describe).collect(Collectors.joining()))
            .content(OASFactory.createContent().addMediaType(ProblemDetail.MEDIA_TYPE, content));
    switch (status) {
      case 401 -> response.addHeader(CHALLENGE, reference(CHALLENGE));
      case 429, 503 -> response.addHeader(RETRY_AFTER, reference(RETRY_AFTER));
      default -> {}
    }
    return response;
  }

  private static String describe(ErrorCode code) {
    return "- `%s`: %s%n".formatted(code, code.meaning());
  }

  private static Header header(String description) {
    return OASFactory.createHeader()
        .description(description)
        .schema(schema(Schema.SchemaType.STRING));
  }

  private static Header reference(String name) {
    return OASFactory.createHeader().ref(name);
  }

  private static Schema schema(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
