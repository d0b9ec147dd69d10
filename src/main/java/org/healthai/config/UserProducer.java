package org.healthai.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.healthai.access.ApiKeyRepository;
import org.healthai.access.LastAdministrator;
import org.healthai.access.session.NextSteps;
import org.healthai.access.session.SessionRepository;
import org.healthai.access.token.AccessTokens;
import org.healthai.access.token.TokenKeys;
import org.healthai.access.user.AuditedUsers;
import org.healthai.access.user.LoginFailures;
import org.healthai.access.user.OwnAccount;
import org.healthai.access.user.PasswordCheck;
import org.healthai.access.user.PasswordGenerator;
import org.healthai.access.user.PasswordHasher;
import org.healthai.access.user.PasswordSettings;
import org.healthai.access.user.Passwords;
import org.healthai.access.user.UserAdministration;
import org.healthai.access.user.UserRepository;
import org.healthai.audit.AuditedChanges;
import org.healthai.audit.rest.RequestOccasion;

/** Publishes users: their passwords, tokens and administration. */
@ApplicationScoped
class UserProducer {

  @Produces
  @Singleton
  PasswordSettings passwordSettings(ApplicationSettings settings) {
    return settings.users().passwords();
  }

  @Produces
  @Singleton
  PasswordCheck passwordCheck(PasswordSettings settings) {
    return new PasswordCheck(new PasswordHasher(settings), settings);
  }

  @Produces
  @Singleton
  Passwords passwords(PasswordCheck check, LoginFailures failures) {
    return new Passwords(check, new PasswordGenerator(), failures);
  }

  @Produces
  @Singleton
  LastAdministrator lastAdministrator(ApiKeyRepository keys, UserRepository users, Clock clock) {
    return new LastAdministrator(keys, users, clock);
  }

  @Produces
  @Singleton
  UserAdministration users(
      UserRepository users,
      Passwords passwords,
      SessionRepository sessions,
      LastAdministrator lastAdministrator,
      AuditedChanges changes,
      RequestOccasion occasion) {
    return new UserAdministration(
        new AuditedUsers(users, changes, occasion::get), passwords, sessions, lastAdministrator);
  }

  @Produces
  @Singleton
  OwnAccount account(
      UserRepository users,
      Passwords passwords,
      SessionRepository sessions,
      AuditedChanges changes,
      RequestOccasion occasion) {
    return new OwnAccount(new AuditedUsers(users, changes, occasion::get), passwords, sessions);
  }

  /** Reads or makes the keys: the data directory is claimed by then. */
  @Produces
  @Singleton
  TokenKeys tokenKeys(ApplicationSettings settings) {
    return TokenKeys.of(
        settings.users().tokens().keys(), settings.users().tokens().dataDirectory());
  }

  @Produces
  @Singleton
  AccessTokens tokens(ApplicationSettings settings, TokenKeys keys, Clock clock) {
    return new AccessTokens(settings.users().tokens(), keys, clock);
  }

  @Produces
  @Singleton
  NextSteps steps(ApplicationSettings settings) {
    return new NextSteps(settings.users().sessions(), settings.limits().newCaller());
  }
}
