package org.healthai.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;

/**
 * Lets JSON-B see whole JSON documents in UTF-8 only: Parsson 1.1 skips a member that nobody asked
 * for until its end, and where the body ends first it goes on for ever, on a thread of the server.
 * Bounds size and depth as well.
 */
@Provider
@Dependent
@Priority(Priorities.ENTITY_CODER + 100) // reads what decoders leave
public class JsonBodyInterceptor implements ReaderInterceptor {
  /** Bytes that a document may have, where its call allows no fewer. */
  static final int MAX_BYTES = 1_000_000;

  /** Objects and arrays inside of each other; the API's own documents have four. */
  static final int MAX_DEPTH = 32;

  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (isJson(context.getMediaType())) {
      context.setInputStream(new ByteArrayInputStream(read(context)));
    }
    return context.proceed();
  }

  private static byte[] read(ReaderInterceptorContext context) throws IOException {
    String charset = context.getMediaType().getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !charset.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
      throw new HealthAiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "this call takes JSON in UTF-8 only");
    }
    byte[] body = new LimitedInputStream(context.getInputStream(), MAX_BYTES).readAllBytes();
    if (body.length > 0) {
      requireDocument(body);
    }
    return body;
  }

  private static boolean isJson(MediaType type) {
    String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
    return subtype.equals("json") || subtype.endsWith("+json") || type.isWildcardSubtype();
  }

  private static void requireDocument(byte[] body) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(decode(body)))) {
      int depth = 0;
      while (parser.hasNext()) {
        depth += step(parser.next());
        if (depth > MAX_DEPTH) {
          throw malformed("the body is nested more than %d deep".formatted(MAX_DEPTH));
        }
      }
      if (depth != 0) {
        throw malformed("the body ends too early");
      }
    } catch (JsonException | CharacterCodingException notJson) {
      throw malformed("the body is no JSON document in UTF-8");
    }
  }

  private static int step(JsonParser.Event event) {
    return switch (event) {
      case START_OBJECT, START_ARRAY -> 1;
      case END_OBJECT, END_ARRAY -> -1;
      default -> 0;
    };
  }

  /** Refuses bytes that are no UTF-8. */
  private static String decode(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private static HealthAiException malformed(String detail) {
    return new HealthAiException(ErrorCode.MALFORMED_REQUEST, detail);
  }
}
