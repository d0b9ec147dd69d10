package org.healthai.job.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.job.ImportRoot;
import org.healthai.prediction.subject.SubjectReferences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFilmsTest {
  @TempDir private Path root;

  @BeforeEach
  void putFilms() throws IOException {
    Files.createDirectory(root.resolve("ward 3"));
    Files.createFile(root.resolve("ward 3").resolve("a, \"b\".png"));
    Files.createFile(root.resolve("c.png"));
  }

  @Test
  void readsATable() throws IOException {
    String quoted = "\"ward 3/a, \"\"b\"\".png\",P1,S1";
    List<IncomingFilm> films =
        csv("path,patient_reference,study_reference\r\n%s\r\nc.png,,\r\n".formatted(quoted));

    assertEquals("ward 3/a, \"b\".png", films.get(0).path());
    assertEquals(new SubjectReferences("P1", "S1"), films.get(0).subject());
    assertEquals("c.png", films.get(1).path());
    assertEquals(SubjectReferences.NONE, films.get(1).subject());
    assertEquals(2, films.size());
  }

  @Test
  void theColumnsOfATableMayBeFewAndInAnyOrder() throws IOException {
    assertEquals("c.png", csv("path\nc.png").get(0).path());
    assertEquals("P1", csv("patient_reference,path\nP1,c.png\n").get(0).subject().patient());
  }

  @Test
  void readsAnObjectALine() throws IOException {
    List<IncomingFilm> films =
        ndjson(
            """
            {"path": "c.png", "patient_reference": "P1"}\r

            {"path": "ward 3/a, \\"b\\".png", "study_reference": null}""");

    assertEquals("c.png", films.get(0).path());
    assertEquals(new SubjectReferences("P1", null), films.get(0).subject());
    assertEquals("ward 3/a, \"b\".png", films.get(1).path());
    assertEquals(2, films.size());
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertEquals("c.png", csv("\uFEFFpath\nc.png").get(0).path());
    assertEquals("c.png", ndjson("\uFEFF{\"path\":\"c.png\"}").get(0).path());
  }

  @Test
  void aBadLineFailsItsFilmAloneAndIsNamed() throws IOException {
    List<IncomingFilm> films = csv("path,patient_reference\nc.png\nmissing.png,P\n,P\nc.png,P\n");

    assertEquals(
        List.of(
            "line 2: it has another number of columns than the first line",
            "line 3: there is no such file below the import root",
            "line 4: it has no path"),
        films.stream().limit(3).map(film -> film.refusal().detail()).toList());
    assertNull(films.get(3).refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{\"path\": 7}",
        "{\"path\": \"c.png\", \"tenant\": \"x\"}",
        "{\"path\": \"c.png\"",
        "{}",
        "{\"path\": \"c.png\"} {\"path\": \"c.png\"}",
        "\"c.png\""
      })
  void aLineThatIsNoObjectFailsItsFilmAlone(String line) throws IOException {
    List<IncomingFilm> films = ndjson(line + "\n{\"path\":\"c.png\"}\n");

    assertEquals(ErrorCode.INVALID_VALUE, films.get(0).refusal().code());
    assertEquals("line 1", films.get(0).refusal().detail().substring(0, 6));
    assertNull(films.get(0).path());
    assertEquals("c.png", films.get(1).path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"path\": %s}",
        "{\"path\": [%s]}",
        "{\"path\": \"c.png\", \"other\": %s}",
        "{\"path\": \"c.png\"} %s"
      })
  void whatNoJsonLibraryBuildsFailsItsFilmAlone(String line) throws IOException {
    for (String value : List.of("[".repeat(3_000), "1".repeat(3_000), "1e99999999999")) {
      List<IncomingFilm> films = ndjson(line.formatted(value) + "\n{\"path\":\"c.png\"}\n");

      assertEquals(ErrorCode.INVALID_VALUE, films.get(0).refusal().code());
      assertEquals("c.png", films.get(1).path());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../c.png", "/etc/passwd", "ward 3/../../x", "C:/x", "a\\b", "./c.png"})
  void aPathThatLeadsOutFailsItsFilmAndIsNotTold(String path) throws IOException {
    IncomingFilm film = csv("path\n" + path + "\n").get(0);

    assertEquals(ErrorCode.INVALID_VALUE, film.refusal().code());
    assertFalse(film.refusal().detail().contains(path));
    assertNull(film.path());
  }

  @Test
  void aLinkThatLeadsOutFailsItsFilm(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.createFile(elsewhere.resolve("secret"));
    Files.createSymbolicLink(root.resolve("link.png"), secret);
    Files.createSymbolicLink(root.resolve("folder"), elsewhere);

    List<IncomingFilm> films = csv("path\nlink.png\nfolder/secret\n");

    assertEquals(ErrorCode.INVALID_VALUE, films.get(0).refusal().code());
    assertEquals(ErrorCode.INVALID_VALUE, films.get(1).refusal().code());
  }

  @Test
  void aFolderIsNoFilm() throws IOException {
    assertEquals(ErrorCode.NOT_FOUND, csv("path\nward 3\n").get(0).refusal().code());
  }

  @Test
  void aReferenceThatIsNoneFailsItsFilm() throws IOException {
    IncomingFilm film = csv("path,patient_reference\nc.png," + "x".repeat(65) + "\n").get(0);

    assertEquals(ErrorCode.INVALID_VALUE, film.refusal().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c.png\n", "file\nc.png\n", "path,path\nc.png,x\n", "path,name\n"})
  void aTableWithAnotherFirstLineIsRefused(String table) {
    assertEquals(ErrorCode.MALFORMED_REQUEST, refusalOf(() -> csv(table)));
  }

  @Test
  void aTableThatIsCutOffWithinAFieldIsRefused() {
    assertEquals(ErrorCode.MALFORMED_REQUEST, refusalOf(() -> csv("path\n\"c.png")));
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] table = "path\nM\u00fcller.png\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] lines = "{\"path\":\"M\u00fcller\"}\n".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(
        ErrorCode.MALFORMED_REQUEST,
        refusalOf(() -> readAll(new CsvManifest(stream(table), importRoot()))));
    assertEquals(
        ErrorCode.MALFORMED_REQUEST,
        refusalOf(() -> readAll(new NdjsonManifest(stream(lines), importRoot()))));
  }

  @Test
  void aRowWithoutAnEndIsNotKept() {
    InputStream endless = new Endless();

    assertEquals(
        ErrorCode.MALFORMED_REQUEST,
        refusalOf(() -> readAll(new CsvManifest(endless, importRoot()))));
    assertEquals(
        ErrorCode.MALFORMED_REQUEST,
        refusalOf(() -> readAll(new NdjsonManifest(endless, importRoot()))));
  }

  @Test
  void aLongTableIsReadRowByRow() throws IOException {
    assertEquals(50_000, csv("path\n" + "c.png\n".repeat(50_000)).size());
  }

  @Test
  void withoutARootThereAreNoManifests() {
    assertEquals(
        ErrorCode.CONFLICT,
        refusalOf(() -> new CsvManifest(stream(new byte[0]), Optional.empty())));
    assertEquals(
        ErrorCode.CONFLICT,
        refusalOf(() -> new NdjsonManifest(stream(new byte[0]), Optional.empty())));
  }

  private List<IncomingFilm> csv(String text) throws IOException {
    return readAll(new CsvManifest(stream(text.getBytes(StandardCharsets.UTF_8)), importRoot()));
  }

  private List<IncomingFilm> ndjson(String text) throws IOException {
    return readAll(new NdjsonManifest(stream(text.getBytes(StandardCharsets.UTF_8)), importRoot()));
  }

  private Optional<ImportRoot> importRoot() {
    return Optional.of(new ImportRoot(root));
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static List<IncomingFilm> readAll(IncomingFilms films) throws IOException {
    List<IncomingFilm> all = new ArrayList<>();
    for (IncomingFilm film = films.next(); film != null; film = films.next()) {
      all.add(film);
    }
    return all;
  }

  private static ErrorCode refusalOf(Executable call) {
    return assertThrows(HealthAiException.class, call).code();
  }

  /** A quote that is never closed. */
  private static final class Endless extends InputStream {
    private int left = 100_000_000;
    private boolean begun;

    @Override
    public int read() {
      if (!begun) {
        begun = true;
        return '"';
      }
      return left-- < 0 ? -1 : 'x';
    }
  }
}
