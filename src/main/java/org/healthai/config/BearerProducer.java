package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.healthai.access.oidc.HttpKeySource;
import org.healthai.access.oidc.ProviderKeys;
import org.healthai.access.oidc.ProviderSettings;
import org.healthai.access.oidc.ProviderTokens;
import org.healthai.access.oidc.ProviderUsers;
import org.healthai.access.session.NextSteps;
import org.healthai.access.session.SessionRepository;
import org.healthai.access.session.SessionTokens;
import org.healthai.access.token.AccessTokens;
import org.healthai.access.token.BearerAuthenticator;
import org.healthai.access.token.BearerTokens;
import org.healthai.access.user.AuditedUsers;
import org.healthai.access.user.UserRepository;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.Occasion;
import org.healthai.limit.Allowance;

/** Publishes whose tokens are believed. */
@ApplicationScoped
class BearerProducer {

  @Produces
  @Singleton
  SessionTokens own(AccessTokens tokens, SessionRepository sessions, NextSteps steps) {
    return new SessionTokens(tokens, sessions, steps);
  }

  /** Users whom a provider makes known, not a request's caller, are the server's own doing. */
  @Produces
  @Singleton
  ProviderUsers providerUsers(UserRepository users, AuditedChanges changes) {
    return new ProviderUsers(new AuditedUsers(users, changes, Occasion::system));
  }

  @Produces
  @Singleton
  BearerAuthenticator bearer(
      ApplicationSettings settings,
      SessionTokens own,
      ProviderUsers users,
      ServerThreads threads,
      Clock clock) {
    List<BearerTokens> issuers = new ArrayList<>(List.of(own));
    settings
        .provider()
        .map(provider -> tokensOf(provider, users, settings.limits().newCaller(), threads, clock))
        .ifPresent(issuers::add);
    return new BearerAuthenticator(issuers);
  }

  private static BearerTokens tokensOf(
      ProviderSettings provider,
      ProviderUsers users,
      Allowance allowance,
      ServerThreads threads,
      Clock clock) {
    ProviderKeys keys =
        new ProviderKeys(
            new HttpKeySource(provider), provider.keysKept(), threads.housekeeping(), clock);
    return new ProviderTokens(provider, keys, users, allowance, clock);
  }
}
