package org.healthai.job.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipFilmsTest {
  private static final int MAX_FILM = 10_000;

  @Test
  void givesTheFilesInTheirOrder() throws IOException {
    byte[] zip = zip("a.png", "b/c.png", "a2.png");

    assertEquals(List.of("a.png", "b/c.png", "a2.png"), namesOf(zip));
  }

  @Test
  void filmsThatNobodyReadAreSkipped() throws IOException {
    ZipFilms films = films(zip("a.png", "b.png"));

    films.next();
    IncomingFilm second = films.next();

    assertEquals("b.png", new String(second.body().readAllBytes(), StandardCharsets.UTF_8));
    assertNull(films.next());
  }

  @Test
  void passesOverFoldersAndWhatArchiversAdd() throws IOException {
    byte[] zip = zip("films/", "__MACOSX/films/._a.png", "films/.DS_Store", ".DS_Store", "films/a");

    assertEquals(List.of("films/a"), namesOf(zip));
  }

  @Test
  void filesOfOneNameAreTwoFilms() throws IOException {
    byte[] zip = replaced(zip("a.png", "b.png"), "b.png", "a.png");

    assertEquals(List.of("a.png", "a.png"), namesOf(zip));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a.png", "a/../../b", "/etc/passwd", "C:\\a.png", "..\\a.png", ".."})
  void aNameThatLeadsOutIsRefusedAlone(String name) throws IOException {
    List<IncomingFilm> films = readAll(zip(name, "good.png"));

    assertEquals(ErrorCode.INVALID_VALUE, films.get(0).refusal().code());
    assertNull(films.get(0).body());
    assertNull(films.get(1).refusal());
  }

  @Test
  void namesAreMadeHarmless() throws IOException {
    assertEquals(List.of("agnp.exe"), namesOf(zip("a\u202Egnp.exe\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
  void readsNamesWithoutAMarkOfTheirEncoding(String charset) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("ISO-8859-1"))) {
      byte[] name = "M\u00fcller.png".getBytes(Charset.forName(charset));
      zip.putNextEntry(new ZipEntry(new String(name, StandardCharsets.ISO_8859_1)));
    }

    assertEquals(List.of("M\u00fcller.png"), namesOf(bytes.toByteArray()));
  }

  @Test
  void aFilmThatIsLongIsReadNoFurtherThanItsReaderWants() throws IOException {
    ZipFilms films = films(zipOf("long", random(3 * MAX_FILM)));

    assertEquals(100, films.next().body().readNBytes(100).length);
    assertNull(films.next());
  }

  @Test
  void anEntryThatUnpacksToFarTooMuchRefusesTheZip() throws IOException {
    byte[] zip = zipOf("bomb", random(6 * MAX_FILM));

    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refusalOf(zip));
  }

  @Test
  void manyEntriesThatShrinkToNothingRefuseTheZip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 100; i++) {
        zip.putNextEntry(new ZipEntry("bomb" + i));
        zip.write(new byte[200_000]);
      }
    }

    ZipFilms films = new ZipFilms(new ByteArrayInputStream(bytes.toByteArray()), 200_000);

    HealthAiException refusal = assertThrows(HealthAiException.class, () -> drain(films));
    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refusal.code());
    assertTrue(refusal.detail().contains("times its own size"), refusal.detail());
  }

  @Test
  void manySmallFilmsThatShrinkWellAreNoBomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 100; i++) {
        zip.putNextEntry(new ZipEntry("film" + i));
        zip.write(Arrays.copyOf(random(300), 9_000));
      }
    }

    assertEquals(100, readAll(bytes.toByteArray()).size());
  }

  @Test
  void aSymbolicLinkIsAFileWithTheNameOfItsTarget() throws IOException {
    byte[] zip = zipOf("link.png", "../../etc/passwd".getBytes(StandardCharsets.UTF_8));
    int attributes = indexOf(zip, new byte[] {'P', 'K', 1, 2}) + 38;
    zip[attributes + 3] = (byte) 0xA1; // S_IFLNK in the directory at the end

    IncomingFilm film = films(zip).next();

    assertEquals(
        "../../etc/passwd", new String(film.body().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void aZipThatIsCutOffIsRefusedWhereverTheCutIs() throws IOException {
    byte[] whole = zip("a.png", "b.png", "c.png");

    List<Integer> taken =
        IntStream.range(0, whole.length)
            .filter(length -> isTaken(Arrays.copyOf(whole, length)))
            .boxed()
            .toList();

    assertEquals(List.of(), taken);
  }

  @Test
  void aZipWithAFilmTakenOutIsRefused() throws IOException {
    byte[] whole = zip("a.png", "b.png");
    int second = indexOf(whole, new byte[] {'P', 'K', 3, 4}, 1);
    byte[] without = Arrays.copyOfRange(whole, second, whole.length);

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusalOf(without));
  }

  @Test
  void aDamagedFilmRefusesTheZip() throws IOException {
    byte[] zip = stored("a.png", "content");
    zip[indexOf(zip, "content".getBytes(StandardCharsets.UTF_8))] ^= 1;

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusalOf(zip));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 0x40})
  void anEncryptedFilmRefusesTheZip(int flag) throws IOException {
    byte[] zip = zip("a.png");
    zip[6] |= (byte) flag;
    zip[6] |= 1;

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusalOf(zip));
  }

  @Test
  void aMethodThatIsNotReadRefusesTheZip() throws IOException {
    byte[] zip = zip("a.png");
    zip[8] = 14; // LZMA

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusalOf(zip));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no zip", "PK", "PK\3\4"})
  void whatIsNoZipIsRefused(String text) {
    assertEquals(
        ErrorCode.MALFORMED_REQUEST, refusalOf(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void anEmptyZipHasNoFilm() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ZipOutputStream(bytes).close();

    assertNull(films(bytes.toByteArray()).next());
  }

  @Test
  void moreFilmsThanASmallDirectoryCountsAreTaken() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 70_000; i++) {
        zip.putNextEntry(new ZipEntry(Integer.toString(i)));
      }
    }

    assertEquals(70_000, readAll(bytes.toByteArray()).size());
  }

  private static boolean isTaken(byte[] zip) {
    try {
      return drain(films(zip)) >= 0;
    } catch (IOException | HealthAiException refused) {
      return false;
    }
  }

  private static ErrorCode refusalOf(byte[] zip) {
    return assertThrows(HealthAiException.class, () -> drain(films(zip))).code();
  }

  private static ZipFilms films(byte[] zip) {
    return new ZipFilms(new ByteArrayInputStream(zip), MAX_FILM);
  }

  /** Reads as the intake does: a byte more than a film may have. */
  private static int drain(ZipFilms films) throws IOException {
    int count = 0;
    for (IncomingFilm film = films.next(); film != null; film = films.next()) {
      InputStream body = film.body();
      if (body != null) {
        assertNotNull(body.readNBytes(MAX_FILM + 1));
      }
      count++;
    }
    return count;
  }

  private static List<IncomingFilm> readAll(byte[] zip) throws IOException {
    List<IncomingFilm> all = new ArrayList<>();
    ZipFilms films = films(zip);
    for (IncomingFilm film = films.next(); film != null; film = films.next()) {
      all.add(film);
    }
    return all;
  }

  private static List<String> namesOf(byte[] zip) throws IOException {
    return readAll(zip).stream().map(IncomingFilm::clientName).toList();
  }

  /** Each file's content is its name. */
  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zipOf(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] stored(String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** Names are the same everywhere, the content is not looked at. */
  private static byte[] replaced(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1).replace(from, to);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return indexOf(bytes, part, 0);
  }

  private static int indexOf(byte[] bytes, byte[] part, int from) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(part, StandardCharsets.ISO_8859_1), from);
  }
}
