package org.healthai.prediction.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadGate;
import org.healthai.prediction.upload.UploadSpool;
import org.jboss.resteasy.specimpl.ResteasyUriInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFormReaderTest {
  private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxk";
  private static final MediaType FORM =
      new MediaType("multipart", "form-data", Map.of("boundary", BOUNDARY));
  private static final int MAX_FILE = 5000;
  private static final int MAX_FILES = 3;

  @TempDir private Path directory;
  private UploadFormReader reader;

  @BeforeEach
  void everythingGoesToDiskSoThatLeftoversShow() {
    UploadSpool spool =
        new UploadSpool(new SpoolSettings(directory.resolve("tmp"), 0, 0, 1_000_000));
    reader =
        new UploadFormReader(
            new UploadGate(priority -> {}, 1),
            spool,
            new UploadLimits(MAX_FILE, MAX_FILES),
            new ResteasyUriInfo("http://localhost/api/v1/predict", "/"));
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void readsOneFileByteForByte() throws IOException {
    byte[] film = new byte[4096];
    for (int i = 0; i < film.length; i++) {
      film[i] = (byte) (i * 7);
    }
    System.arraycopy(("\r\n--" + BOUNDARY.substring(3)).getBytes(UTF_8), 0, film, 100, 20);

    UploadedFile file = single(new Form().file("file", "film.png", film).end());

    assertEquals("film.png", file.clientName());
    try (InputStream in = file.getUpload().open()) {
      assertArrayEquals(film, in.readAllBytes());
    }
    file.close();
  }

  @Test
  void readsARawBody() throws IOException {
    UploadForm form = read(new MediaType("image", "png"), "film".getBytes(UTF_8), "predict");

    assertEquals(4, form.files().get(0).getUpload().size());
    assertEquals("", form.files().get(0).clientName());
    form.files().forEach(UploadedFile::close);
  }

  @Test
  void refusesOneRequestMoreThanMaySendAtOnce() {
    byte[] other = new Form().file("file", "b", bytes(1)).end();
    Executable second = () -> single(other);
    InputStream whileSending =
        new InputStream() {
          @Override
          public int read() {
            assertEquals(ErrorCode.OVERLOADED, refusal(second));
            return -1;
          }
        };

    assertEquals(
        ErrorCode.EMPTY_FILE,
        refusal(() -> read(new MediaType("image", "png"), whileSending, "predict")));
    single(other).close();
  }

  @Test
  void refusesAnEmptyRawBody() {
    assertEquals(
        ErrorCode.EMPTY_FILE,
        refusal(() -> read(new MediaType("image", "png"), new byte[0], "predict")));
  }

  @Test
  void refusesARawBodyAboveTheFileLimit() {
    byte[] large = new byte[MAX_FILE + 1];
    assertEquals(
        ErrorCode.PAYLOAD_TOO_LARGE,
        refusal(() -> read(new MediaType("image", "png"), large, "predict")));
  }

  @Test
  void readsSeveralFilesInTheirOrder() {
    UploadForm form =
        batch(new Form().file("files", "a", bytes(1)).file("files", "b", bytes(2)).end());

    assertEquals("a", form.files().get(0).clientName());
    assertEquals(2, form.files().get(1).getUpload().size());
    form.files().forEach(UploadedFile::close);
  }

  @Test
  void aFileAboveTheLimitOrEmptyFailsAloneInABatch() {
    UploadForm form =
        batch(
            new Form()
                .file("files", "large", bytes(MAX_FILE + 1))
                .file("files", "empty", bytes(0))
                .file("files", "good", bytes(MAX_FILE))
                .end());

    assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, refusal(() -> form.files().get(0).getUpload()));
    assertEquals(ErrorCode.EMPTY_FILE, refusal(() -> form.files().get(1).getUpload()));
    assertEquals(MAX_FILE, form.files().get(2).getUpload().size());
    form.files().forEach(UploadedFile::close);
  }

  @Test
  void refusesOneFileTooManyBeforeReadingIt() {
    byte[] upToTheFourth =
        new Form()
            .file("files", "1", bytes(9))
            .file("files", "2", bytes(9))
            .file("files", "3", bytes(9))
            .file("files", "4", bytes(0))
            .toBytes();
    InputStream failingLater =
        new SequenceInputStream(new ByteArrayInputStream(upToTheFourth), new UnreadableStream());

    HealthAiException refused =
        assertThrows(HealthAiException.class, () -> read(FORM, failingLater, "predictBatch"));

    assertEquals(ErrorCode.TOO_MANY_FILES, refused.code());
    assertEquals("a batch has at most 3 files", refused.detail());
  }

  @Test
  void refusesTwoFilesWhereOneIsExpected() {
    byte[] two = new Form().file("file", "a", bytes(1)).file("file", "b", bytes(1)).end();

    assertEquals(ErrorCode.TOO_MANY_FILES, refusal(() -> single(two)));
  }

  @Test
  void refusesAnEmptyFile() {
    byte[] empty = new Form().file("file", "film.png", bytes(0)).end();

    assertEquals(ErrorCode.EMPTY_FILE, refusal(() -> single(empty)));
  }

  @Test
  void refusesAFormWithoutParts() {
    assertEquals(ErrorCode.MISSING_FILE, refusal(() -> single(new Form().end())));
    assertEquals(ErrorCode.MISSING_FILE, refusal(() -> batch(new Form().end())));
  }

  @Test
  void refusesPartsOfAnotherNameWithoutRepeatingIt() {
    byte[] form = new Form().file("Doe", "film.png", bytes(1)).end();

    HealthAiException refused = assertThrows(HealthAiException.class, () -> single(form));

    assertEquals(ErrorCode.MALFORMED_REQUEST, refused.code());
    assertEquals(
        "the form has a part of another name; this call takes only 'file'", refused.detail());
  }

  @Test
  void closesTheFirstFileWhenALaterPartIsRefused() {
    byte[] form = new Form().file("files", "a", bytes(9)).file("other", "b", bytes(9)).end();

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusal(() -> batch(form)));
  }

  @Test
  void refusesAFormThatEndsTooEarly() {
    byte[] whole = new Form().file("file", "film.png", bytes(3000)).end();
    for (int length : new int[] {0, 10, 60, 130, 1000, whole.length - 4}) {
      byte[] cut = Arrays.copyOf(whole, length);
      ErrorCode code = refusal(() -> single(cut));
      assertEquals(length == 0 || length == 10 ? code : ErrorCode.MALFORMED_REQUEST, code);
    }
  }

  @Test
  void refusesAFormWithoutBoundary() {
    byte[] form = new Form().file("file", "a", bytes(1)).end();

    assertEquals(
        ErrorCode.MALFORMED_REQUEST,
        refusal(() -> read(MediaType.MULTIPART_FORM_DATA_TYPE, form, "predict")));
  }

  @Test
  void refusesABoundaryThatFitsNoBuffer() {
    MediaType form =
        new MediaType("multipart", "form-data", Map.of("boundary", "x".repeat(100_000)));

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusal(() -> read(form, new byte[10], "predict")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: image/png",
        "Content-Disposition: attachment; name=file",
        "Content-Disposition: form-data",
        "nonsense"
      })
  void refusesAPartThatDoesNotSayWhatItIs(String header) {
    byte[] form = new Form().part(header, bytes(1)).end();

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusal(() -> single(form)));
  }

  @Test
  void refusesAHugeFileName() {
    byte[] form = new Form().file("file", "x".repeat(200_000), bytes(1)).end();

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusal(() -> single(form)));
  }

  @Test
  void refusesANameThatIsNoUtf8() {
    byte[] form = new Form().file("file", "caf\u00e9.png", bytes(1), ISO_8859_1).end();

    assertEquals(ErrorCode.MALFORMED_REQUEST, refusal(() -> single(form)));
  }

  @Test
  void understandsUtf8AndExtendedNames() {
    assertEquals("Röntgen.png", nameOf(new Form().file("file", "Röntgen.png", bytes(1)).end()));
    assertEquals(
        "café.png",
        nameOf(
            new Form()
                .part(
                    "Content-Disposition: form-data; name=file; filename*=UTF-8''caf%C3%A9.png",
                    bytes(1))
                .end()));
  }

  @Test
  void takesAPartWithoutFileName() {
    assertEquals(
        "",
        nameOf(new Form().part("content-disposition: form-data; name=\"file\"", bytes(1)).end()));
  }

  private String nameOf(byte[] form) {
    UploadedFile file = single(form);
    file.close();
    return file.clientName();
  }

  private UploadedFile single(byte[] form) {
    return read(FORM, form, "predict").files().get(0);
  }

  private UploadForm batch(byte[] form) {
    return read(FORM, form, "predictBatch");
  }

  private UploadForm read(MediaType type, byte[] body, String method) {
    return read(type, new ByteArrayInputStream(body), method);
  }

  private UploadForm read(MediaType type, InputStream body, String method) {
    return reader.readFrom(
        UploadForm.class,
        UploadForm.class,
        annotationsOf(method),
        type,
        new MultivaluedHashMap<>(),
        body);
  }

  private static Annotation[] annotationsOf(String method) {
    return Stream.of(PredictResource.class.getMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .flatMap(candidate -> Stream.of(candidate.getParameters()))
        .filter(parameter -> parameter.getType() == UploadForm.class)
        .findFirst()
        .orElseThrow()
        .getAnnotations();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  private static ErrorCode refusal(Executable call) {
    return assertThrows(HealthAiException.class, call).code();
  }

  private static final class UnreadableStream extends InputStream {
    @Override
    public int read() {
      throw new AssertionError("read too far");
    }
  }

  /** Writes multipart forms. */
  private static final class Form {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Form file(String name, String fileName, byte[] content) {
      return file(name, fileName, content, UTF_8);
    }

    Form file(
        String name, String fileName, byte[] content, java.nio.charset.Charset headerCharset) {
      String disposition =
          "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"".formatted(name, fileName);
      return part((disposition + "\r\nContent-Type: image/png").getBytes(headerCharset), content);
    }

    Form part(String headers, byte[] content) {
      return part(headers.getBytes(UTF_8), content);
    }

    private Form part(byte[] headers, byte[] content) {
      out.writeBytes(("--" + BOUNDARY + "\r\n").getBytes(UTF_8));
      out.writeBytes(headers);
      out.writeBytes("\r\n\r\n".getBytes(UTF_8));
      out.writeBytes(content);
      out.writeBytes("\r\n".getBytes(UTF_8));
      return this;
    }

    byte[] toBytes() {
      return out.toByteArray();
    }

    byte[] end() {
      out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
      return out.toByteArray();
    }
  }
}
