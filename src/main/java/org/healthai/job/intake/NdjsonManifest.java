package org.healthai.job.intake;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.healthai.job.ImportRoot;
import org.jspecify.annotations.Nullable;

/**
 * A manifest with a JSON object a line: {@code path}, and where wanted {@code patient_reference}
 * and {@code study_reference}. One thread.
 */
public final class NdjsonManifest extends ManifestFilms {
  private static final String PATH = "path";
  private static final String PATIENT = "patient_reference";
  private static final String STUDY = "study_reference";
  private static final Set<String> MEMBERS = Set.of(PATH, PATIENT, STUDY);

  /** What a path and two references take, several times over. */
  private static final int MAX_LINE = 8_000;

  /** Looking for the platform's takes longer than reading a line. */
  private static final JsonParserFactory PARSERS = Json.createParserFactory(null);

  private final BufferedReader lines;
  private long number;

  /**
   * The films of a manifest.
   *
   * @param root what its paths are below; empty where there may be none
   * @throws org.healthai.error.HealthAiException CONFLICT without a root
   */
  public NdjsonManifest(InputStream body, Optional<ImportRoot> root) throws IOException {
    super(root);
    this.lines = reader(body);
  }

  @Override
  public @Nullable IncomingFilm next() throws IOException {
    for (String line = nextLine(); line != null; line = nextLine()) {
      if (!line.isBlank()) {
        return toFilm(line);
      }
    }
    return null;
  }

  /** A line without an end would fill the heap. */
  private @Nullable String nextLine() throws IOException {
    number++;
    StringBuilder line = new StringBuilder();
    try {
      int next = lines.read();
      if (next < 0) {
        return null;
      }
      while (next >= 0 && next != '\n') {
        line.append((char) next);
        if (line.length() > MAX_LINE) {
          throw malformed(
              "line %d of the manifest has more than %d characters".formatted(number, MAX_LINE),
              null);
        }
        next = lines.read();
      }
    } catch (CharacterCodingException notUtf8) {
      throw malformed("the manifest is not UTF-8", notUtf8);
    }
    return line.toString();
  }

  private IncomingFilm toFilm(String line) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(line))) {
      Map<String, String> texts = texts(parser);
      if (parser.hasNext()) {
        return refused("", number, "there is more than one value in it");
      }
      if (!MEMBERS.containsAll(texts.keySet())) {
        return refused("", number, "it has other members than path and the two references");
      }
      return toFilm(number, texts.get(PATH), texts.get(PATIENT), texts.get(STUDY));
    } catch (JsonException | NoSuchElementException wrong) {
      return refused("", number, "it is no JSON object of texts");
    }
  }

  /**
   * The members of an object, event by event: Parsson takes it for a defect, not for bad JSON, when
   * it is to build an object that is nested very deep or has a very long number.
   */
  private static Map<String, String> texts(JsonParser parser) {
    require(parser.next() == Event.START_OBJECT);
    Map<String, String> texts = new HashMap<>();
    while (parser.next() == Event.KEY_NAME) {
      String member = parser.getString();
      Event value = parser.next();
      require(value == Event.VALUE_STRING || value == Event.VALUE_NULL);
      texts.put(member, value == Event.VALUE_NULL ? "" : parser.getString());
    }
    return texts;
  }

  private static void require(boolean asExpected) {
    if (!asExpected) {
      throw new JsonException("no object of texts");
    }
  }
}
