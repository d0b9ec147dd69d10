package org.healthai.prediction.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.upload.SpoolSettings;
import org.healthai.prediction.upload.UploadGate;
import org.healthai.prediction.upload.UploadSpool;
import org.jboss.resteasy.specimpl.ResteasyUriInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is turned away before a byte is read: what was read and refused cost as much as work. */
class UploadRoomTest {
  private static final String FILM = "predict";
  private static final String BATCH = "predictBatch";

  @TempDir private Path directory;

  @Test
  void readsNothingOfARequestForWhichThereIsNoRoom() {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[] {1, 2});

    assertEquals(ErrorCode.OVERLOADED, refusal(Priority.STAT, "", FILM, body));
    assertEquals(2, body.available());
  }

  @Test
  void asksForRoomForThePriorityOfTheRequest() {
    assertLetIn(Priority.STAT, "priority=stat", FILM);
    assertLetIn(Priority.STAT, "priority=stat", BATCH);
  }

  @Test
  void aFilmIsRoutineAndABatchIsBulkWhenTheClientSaysNothing() {
    assertLetIn(Priority.ROUTINE, "", FILM);
    assertLetIn(Priority.BULK, "", BATCH);
  }

  @Test
  void refusesAMadeUpPriorityBeforeReading() {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[] {1, 2});

    assertEquals(
        ErrorCode.INVALID_PARAMETER, refusal(Priority.ROUTINE, "priority=now", FILM, body));
    assertEquals(2, body.available());
  }

  private void assertLetIn(Priority roomy, String query, String method) {
    UploadForm form =
        assertDoesNotThrow(
            () -> read(roomy, query, method, new ByteArrayInputStream(new byte[] {1, 2})));
    form.files().forEach(UploadedFile::close);
  }

  private ErrorCode refusal(
      Priority roomy, String query, String method, ByteArrayInputStream body) {
    return assertThrows(HealthAiException.class, () -> read(roomy, query, method, body)).code();
  }

  /** Reads a request while there is room for one priority only. */
  private UploadForm read(Priority roomy, String query, String method, ByteArrayInputStream body) {
    UploadGate.RoomCheck room =
        priority -> {
          if (priority != roomy) {
            throw new HealthAiException(ErrorCode.OVERLOADED, "no room");
          }
        };
    UploadFormReader reader =
        new UploadFormReader(
            new UploadGate(room, 1),
            new UploadSpool(new SpoolSettings(directory, 100, 1, 1000)),
            new UploadLimits(100, 3),
            new ResteasyUriInfo("http://localhost/api/v1/predict?" + query, "/"));
    return reader.readFrom(
        UploadForm.class,
        UploadForm.class,
        annotationsOf(method),
        new MediaType("image", "png"),
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
}
