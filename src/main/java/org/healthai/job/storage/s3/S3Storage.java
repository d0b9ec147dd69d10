package org.healthai.job.storage.s3;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bucket. Safe for many threads. Every method throws {@code HealthAiException}
 * STORE_UNAVAILABLE when the storage refuses or does not answer.
 */
final class S3Storage implements AutoCloseable {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  S3Storage(S3Settings settings) {
    this.bucket = settings.bucket();
    this.prefix = settings.prefix();
    this.client = open(settings);
  }

  /** Other storages than Amazon's have one address for all buckets and know no new checksums. */
  private static S3Client open(S3Settings settings) {
    S3ClientBuilder client =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(settings.timeout())
                    .socketTimeout(settings.timeout()));
    if (settings.endpoint() != null) {
      client.endpointOverride(settings.endpoint()).forcePathStyle(true);
    }
    return client.build();
  }

  /** Writes an object, whole or not at all. */
  void put(String name, Path content) {
    var unused =
        asked(
            () ->
                client.putObject(
                    put -> put.bucket(bucket).key(prefix + name), RequestBody.fromFile(content)));
  }

  /** Writes an object without a byte. */
  void putEmpty(String name) {
    var unused =
        asked(
            () ->
                client.putObject(
                    put -> put.bucket(bucket).key(prefix + name), RequestBody.empty()));
  }

  /** Whether there is such an object, or even such a bucket: a single request, without a body. */
  boolean has(String name) {
    return asked(
        () -> {
          try {
            return client.headObject(head -> head.bucket(bucket).key(prefix + name)) != null;
          } catch (NoSuchKeyException notThere) {
            return false;
          }
        });
  }

  /**
   * Reads an object; the caller closes the stream.
   *
   * @throws HealthAiException NOT_FOUND when it is not there
   */
  InputStream get(String name) {
    return asked(() -> client.getObject(get -> get.bucket(bucket).key(prefix + name)));
  }

  /** Removes an object, if it is there. */
  void remove(String name) {
    var unused =
        asked(() -> client.deleteObject(delete -> delete.bucket(bucket).key(prefix + name)));
  }

  /** Removes all objects of a folder, a thousand a request. */
  void removeAll(String folder) {
    asked(
        () -> {
          client
              .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix + folder + "/"))
              .forEach(page -> removeAll(page.contents()));
          return folder;
        });
  }

  private void removeAll(List<S3Object> page) {
    if (page.isEmpty()) {
      return;
    }
    List<ObjectIdentifier> objects =
        page.stream().map(film -> ObjectIdentifier.builder().key(film.key()).build()).toList();
    DeleteObjectsResponse answer =
        client.deleteObjects(
            delete -> delete.bucket(bucket).delete(which -> which.objects(objects).quiet(true)));
    if (answer.hasErrors() && !answer.errors().isEmpty()) {
      throw unavailable(null);
    }
  }

  /** The folders that have objects. */
  List<String> listFolders() {
    return asked(
        () -> {
          List<String> names = new ArrayList<>();
          client
              .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
              .forEach(page -> page.commonPrefixes().forEach(found -> names.add(nameOf(found))));
          return names;
        });
  }

  /** The names of objects that begin so, the first thousand. */
  List<String> list(String beginning) {
    return asked(
        () ->
            client
                .listObjectsV2(list -> list.bucket(bucket).prefix(prefix + beginning))
                .contents()
                .stream()
                .map(object -> object.key().substring(prefix.length()))
                .toList());
  }

  /** When the youngest object of a folder was put there; empty where it has none. */
  Optional<Instant> findLastChange(String folder) {
    return asked(
        () ->
            client
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix + folder + "/"))
                .contents()
                .stream()
                .map(S3Object::lastModified)
                .max(Comparator.naturalOrder()));
  }

  /** An object, in words for operators; everybody may read what health says. */
  String describe(String name) {
    return "the object %s%s in healthai.job.s3-bucket".formatted(prefix, name);
  }

  private String nameOf(CommonPrefix found) {
    return found.prefix().substring(prefix.length(), found.prefix().length() - 1);
  }

  private static <T> T asked(Supplier<T> request) {
    try {
      return request.get();
    } catch (NoSuchKeyException gone) {
      throw new HealthAiException(ErrorCode.NOT_FOUND, "the film is not kept any more", gone);
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private static HealthAiException unavailable(@Nullable SdkException cause) {
    return new HealthAiException(
        ErrorCode.STORE_UNAVAILABLE, "the storage of films of jobs does not answer", cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
