package org.healthai.prediction.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.healthai.batching.Priority;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.healthai.prediction.UploadedFile;
import org.healthai.prediction.upload.MultipartFiles;
import org.healthai.prediction.upload.Upload;
import org.healthai.prediction.upload.UploadGate;
import org.healthai.prediction.upload.UploadSpool;

/**
 * Receives the files of a request, straight from the socket into the {@link UploadSpool}: either a
 * multipart form or one file as the whole body. Whatever goes wrong, nothing stays behind.
 */
@Provider
@Dependent
@Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_OCTET_STREAM, "image/*"})
public class UploadFormReader implements MessageBodyReader<UploadForm> {
  private final UploadGate gate;
  private final UploadSpool spool;
  private final UploadLimits limits;

  @Context
  @SuppressWarnings("NullAway.Init") // set by JAX-RS before the first call
  private UriInfo uri;

  /** For RESTEasy, which looks for it and then lets CDI use the other one. */
  @SuppressWarnings("NullAway") // never called on the instance that works
  public UploadFormReader() {
    this(null, null, null);
  }

  /** A reader into {@code spool} for as many requests at once as {@code gate} lets in. */
  @Inject
  public UploadFormReader(UploadGate gate, UploadSpool spool, UploadLimits limits) {
    this.gate = gate;
    this.spool = spool;
    this.limits = limits;
  }

  UploadFormReader(UploadGate gate, UploadSpool spool, UploadLimits limits, UriInfo uri) {
    this(gate, spool, limits);
    this.uri = uri;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == UploadForm.class;
  }

  @Override
  public UploadForm readFrom(
      Class<UploadForm> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> httpHeaders,
      InputStream entityStream) {
    FilePart expected =
        Stream.of(annotations)
            .filter(FilePart.class::isInstance)
            .map(FilePart.class::cast)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("UploadForm needs @FilePart"));
    List<UploadedFile> files = new ArrayList<>();
    try (UploadGate.Place place = gate.enter(priorityOf(expected))) {
      if (mediaType.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)) {
        readForm(entityStream, mediaType, expected, files);
      } else {
        files.add(receive("", entityStream));
      }
      return new UploadForm(files);
    } catch (IOException broken) {
      files.forEach(UploadedFile::close);
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST, "the request's body is damaged or ends too early", broken);
    } catch (RuntimeException | Error refused) {
      files.forEach(UploadedFile::close);
      throw refused;
    }
  }

  private Priority priorityOf(FilePart expected) {
    return Parameters.toPriority(
        uri.getQueryParameters().getFirst(PredictQuery.PRIORITY),
        expected.repeated() ? OrderFactory.BATCH_PRIORITY : OrderFactory.FILM_PRIORITY);
  }

  private void readForm(
      InputStream form, MediaType mediaType, FilePart expected, List<UploadedFile> files)
      throws IOException {
    String boundary = mediaType.getParameters().get("boundary");
    int most = expected.repeated() ? limits.maxFiles() : 1;
    MultipartFiles parts = new MultipartFiles(form, boundary);
    for (MultipartFiles.Part part = parts.next(); part != null; part = parts.next()) {
      requireExpected(part, expected);
      if (files.size() == most) {
        throw tooMany(expected, most);
      }
      files.add(expected.repeated() ? receiveOrRefuse(part) : receive(part));
    }
    if (files.isEmpty()) {
      throw missing(expected);
    }
  }

  private UploadedFile receive(MultipartFiles.Part part) throws IOException {
    return receive(part.clientName(), part.body());
  }

  private UploadedFile receiveOrRefuse(MultipartFiles.Part part) throws IOException {
    try {
      return receive(part);
    } catch (HealthAiException refusal) {
      return switch (refusal.code()) {
        case PAYLOAD_TOO_LARGE, EMPTY_FILE -> UploadedFile.refused(part.clientName(), refusal);
        default -> throw refusal;
      };
    }
  }

  private UploadedFile receive(String clientName, InputStream body) throws IOException {
    Upload upload = spool.receive(body, limits.maxFileBytes());
    if (upload.size() == 0) {
      upload.close();
      throw new HealthAiException(ErrorCode.EMPTY_FILE, "the file is empty");
    }
    return UploadedFile.received(clientName, upload);
  }

  private static void requireExpected(MultipartFiles.Part part, FilePart expected) {
    if (!part.name().equals(expected.value())) {
      throw new HealthAiException(
          ErrorCode.MALFORMED_REQUEST,
          "the form has a part of another name; this call takes only '%s'"
              .formatted(expected.value()));
    }
  }

  private static HealthAiException tooMany(FilePart expected, int most) {
    String detail =
        expected.repeated()
            ? "a batch has at most %d files".formatted(most)
            : "this call takes one file; /api/v1/predict/batch takes several";
    return new HealthAiException(ErrorCode.TOO_MANY_FILES, detail);
  }

  private static HealthAiException missing(FilePart expected) {
    return new HealthAiException(
        ErrorCode.MISSING_FILE,
        "the form has no part named '%s' with a film in it".formatted(expected.value()));
  }
}
