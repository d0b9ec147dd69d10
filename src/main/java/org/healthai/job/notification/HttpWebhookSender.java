package org.healthai.job.notification;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;

/**
 * Delivers by HTTP: one POST, no redirect followed, nothing of the answer read but its status. Safe
 * for many threads.
 */
public final class HttpWebhookSender implements WebhookSender {
  private static final String TIMESTAMP = "Healthai-Timestamp";
  private static final String SIGNATURE = "Healthai-Signature";
  private static final String DELIVERY = "Healthai-Delivery";

  private final ListedHosts hosts;
  private final SafeAddresses addresses;
  private final WebhookSignature signature;
  private final Duration timeout;
  private final Executor executor;
  private final Clock clock;
  private final HttpClient http;

  /**
   * A sender.
   *
   * @param executor looks names up and hears what the receiver says; threads that may wait
   * @throws NullPointerException for settings without a secret
   */
  public HttpWebhookSender(
      WebhookSettings settings, ListedHosts hosts, Executor executor, Clock clock) {
    this(settings, hosts, executor, clock, java.net.InetAddress::getAllByName);
  }

  HttpWebhookSender(
      WebhookSettings settings,
      ListedHosts hosts,
      Executor executor,
      Clock clock,
      SafeAddresses.Lookup lookup) {
    this.hosts = hosts;
    this.addresses = new SafeAddresses(lookup);
    this.signature = new WebhookSignature(Objects.requireNonNull(settings.secret()));
    this.timeout = settings.timeout();
    this.executor = executor;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .executor(executor)
            .build();
  }

  @Override
  public CompletableFuture<Optional<String>> send(Notification notification) {
    return CompletableFuture.supplyAsync(() -> findRefusal(notification.url()), executor)
        .thenCompose(
            refusal ->
                refusal.isPresent()
                    ? CompletableFuture.completedFuture(refusal)
                    : post(notification))
        .exceptionally(failure -> Optional.of(describe(failure)));
  }

  /** Settings may be others by now than those under which the address was taken. */
  private Optional<String> findRefusal(String url) {
    Optional<String> refusal = hosts.findProblem(url);
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      return addresses.findProblem(URI.create(url).getHost());
    } catch (IOException unknown) {
      throw new CompletionException(unknown);
    }
  }

  private CompletableFuture<Optional<String>> post(Notification notification) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(notification.url()))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Healthcare-AI-Backend")
            .header(TIMESTAMP, timestamp)
            .header(SIGNATURE, signature.of(notification.id(), timestamp, notification.body()))
            .header(DELIVERY, notification.id().toString())
            .POST(HttpRequest.BodyPublishers.ofString(notification.body()))
            .build();
    return http.sendAsync(request, BodyHandlers.ofInputStream())
        .thenApply(HttpWebhookSender::problemOf);
  }

  /** Lets the connection go without having read the body, however long it is. */
  private static Optional<String> problemOf(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException alreadyGone) {
      return statusProblem(response.statusCode());
    }
    return statusProblem(response.statusCode());
  }

  private static Optional<String> statusProblem(int status) {
    return status / 100 == 2 ? Optional.empty() : Optional.of("the receiver answered " + status);
  }

  /** Messages of exceptions may name hosts and addresses. */
  private String describe(Throwable failure) {
    Throwable wrapped = failure.getCause();
    Throwable cause = failure instanceof CompletionException && wrapped != null ? wrapped : failure;
    if (cause instanceof HttpTimeoutException) {
      return "no answer within %d ms".formatted(timeout.toMillis());
    }
    if (cause instanceof UnknownHostException) {
      return "nobody knows the receiver's host";
    }
    if (cause instanceof ConnectException) {
      return "nobody listens at the receiver's address";
    }
    if (cause instanceof SSLException) {
      return "the receiver's certificate or TLS version is not accepted";
    }
    return cause instanceof IOException
        ? "the connection to the receiver broke off"
        : "the receiver cannot be called (%s)".formatted(cause.getClass().getSimpleName());
  }
}
