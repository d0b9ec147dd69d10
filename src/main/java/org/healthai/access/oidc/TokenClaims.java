package org.healthai.access.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthai.access.Tenant;
import org.healthai.access.user.UserDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a provider says about somebody. Whatever is missing or of another shape is as good as
 * not said.
 */
final class TokenClaims {
  private final JWTClaimsSet claims;

  TokenClaims(JWTClaimsSet claims) {
    this.claims = claims;
  }

  /** Names of our roles, ordered. */
  List<String> roles(ProviderSettings settings) {
    return texts(find(settings.claims().role()))
        .flatMap(value -> Stream.ofNullable(settings.roles().get(value)))
        .distinct()
        .sorted()
        .toList();
  }

  /** The tenant; empty where the claim that should say it does not. */
  Optional<Tenant> tenant(ProviderSettings settings) {
    String path = settings.claims().tenant();
    if (path == null) {
      return Optional.of(Tenant.DEFAULT);
    }
    return texts(find(path)).filter(Tenant::isId).findFirst().map(Tenant::new);
  }

  /** A name for people: the first of the usual claims that can be one. */
  String displayName() {
    return Stream.of("name", "preferred_username", "sub")
        .flatMap(claim -> texts(claims.getClaim(claim)))
        .map(TokenClaims::cut)
        .filter(UserDetails::isName)
        .findFirst()
        .orElse("?");
  }

  private static String cut(String text) {
    return text.length() <= UserDetails.MAX_NAME_LENGTH
        ? text
        : text.substring(0, UserDetails.MAX_NAME_LENGTH);
  }

  /** A claim of that very name, or what its dots lead to. */
  private @Nullable Object find(String path) {
    Object whole = claims.getClaim(path);
    if (whole != null) {
      return whole;
    }
    Object current = claims.getClaims();
    for (String step : path.split("\\.", -1)) {
      current = current instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return current;
  }

  private static Stream<String> texts(@Nullable Object claim) {
    if (claim instanceof String text) {
      return Stream.of(text);
    }
    return claim instanceof Collection<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast)
        : Stream.empty();
  }
}
