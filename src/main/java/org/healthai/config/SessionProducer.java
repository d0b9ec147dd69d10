package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.healthai.access.factor.SealedFactors;
import org.healthai.access.factor.SecondFactorRepository;
import org.healthai.access.factor.SecondFactors;
import org.healthai.access.session.Logins;
import org.healthai.access.session.NextSteps;
import org.healthai.access.session.SessionOpening;
import org.healthai.access.session.SessionRepository;
import org.healthai.access.session.Sessions;
import org.healthai.access.session.TokenDesk;
import org.healthai.access.token.AccessTokens;
import org.healthai.access.user.LoginFailures;
import org.healthai.access.user.PasswordCheck;
import org.healthai.access.user.UserRepository;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.rest.RequestOccasion;
import org.healthai.secret.Resealable;
import org.healthai.secret.Sealer;

/** Publishes sessions: logging in and going on. */
@ApplicationScoped
class SessionProducer {

  @Produces
  @Singleton
  TokenDesk desk(AccessTokens tokens, NextSteps steps, Clock clock) {
    return new TokenDesk(tokens, steps, clock);
  }

  @Produces
  @Singleton
  SessionOpening opening(
      ApplicationSettings settings,
      SessionRepository sessions,
      UserRepository users,
      TokenDesk desk,
      AuditedChanges changes,
      Clock clock) {
    return new SessionOpening(sessions, users, desk, changes, settings.users().sessions(), clock);
  }

  @Produces
  @Singleton
  SecondFactors secondFactors(
      SecondFactorRepository factors,
      Sealer sealer,
      AuditedChanges changes,
      RequestOccasion occasion,
      Clock clock) {
    return new SecondFactors(factors, sealer, changes, occasion::get, clock);
  }

  @Produces
  @Singleton
  Resealable secondFactorSecrets(SecondFactorRepository factors, Sealer sealer) {
    return new SealedFactors(factors, sealer);
  }

  @Produces
  @Singleton
  Logins logins(
      UserRepository users,
      PasswordCheck passwords,
      LoginFailures failures,
      SecondFactors secondFactor,
      SessionOpening opening,
      AuditedChanges changes) {
    return new Logins(users, passwords, failures, secondFactor, opening, changes);
  }

  @Produces
  @Singleton
  Sessions sessions(
      SessionRepository sessions, TokenDesk desk, AuditedChanges changes, Clock clock) {
    return new Sessions(sessions, desk, changes, clock);
  }
}
