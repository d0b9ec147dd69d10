package org.healthai.access.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.healthai.access.ApiKey;
import org.healthai.access.IssuedKey;

/** Shows keys as they are now. Safe for many threads. */
@Dependent
public class KeyViews {
  private final Clock clock;

  /** Views by that clock. */
  @Inject
  public KeyViews(Clock clock) {
    this.clock = clock;
  }

  KeyResponse toResponse(ApiKey key) {
    return KeyResponse.of(key, clock.instant());
  }

  Response issued(IssuedKey issued) {
    KeyResponse key = toResponse(issued.key());
    return Response.created(URI.create(KeysResource.PATH + "/" + key.id()))
        .entity(new IssuedKeyResponse(issued.secret(), key))
        .build();
  }
}
