package org.healthai.privacy;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthai.audit.AuditActor;

/** Who did something, in one line. */
final class Actors {
  private static final int MAX_LENGTH = 200;

  private Actors() {}

  /** Kind, id and name, as far as they are known, for example {@code key 51 Station 7}. */
  static String nameOf(AuditActor actor) {
    String name =
        Stream.of(actor.kind(), actor.id(), actor.name())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return name.substring(0, Math.min(MAX_LENGTH, name.length()));
  }
}
