package org.healthai.it;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.UUID;

/** Registers users as an administrator does, and logs them in. Safe for many threads. */
final class Users {
  static final String PATH = "/api/v1/users";
  static final String LOGIN = "/api/v1/auth/login";
  static final String REFRESH = "/api/v1/auth/refresh";
  static final String LOGOUT = "/api/v1/auth/logout";
  static final String ME = "/api/v1/me";

  private final ApiClient administrator;

  Users(ApiClient administrator) {
    this.administrator = administrator;
  }

  /** A user of that tenant with those roles who has chosen a password. */
  Known register(String tenant, String... roles) {
    Issued issued = issue(tenant, roles);
    String password = "a password of " + UUID.randomUUID();
    Session first = login(issued.email(), issued.password());
    changePassword(first, issued.password(), password).expect(204);
    return new Known(issued.id(), issued.email(), password);
  }

  /** A user who still has the password that the server made. */
  Issued issue(String tenant, String... roles) {
    String email = "u-%s@example.org".formatted(UUID.randomUUID());
    JsonArrayBuilder names = Json.createArrayBuilder();
    for (String role : roles) {
      names.add(role);
    }
    JsonObject answer =
        administrator
            .postJson(
                PATH,
                Json.createObjectBuilder()
                    .add("email", email)
                    .add("display_name", "it " + tenant)
                    .add("tenant", tenant)
                    .add("roles", names)
                    .build())
            .expect(201)
            .object();
    return new Issued(
        answer.getJsonObject("user").getInt("id"), email, answer.getString("password"));
  }

  Session login(String email, String password) {
    return sessionOf(tryLogin(email, password).expect(200));
  }

  Session login(Known user) {
    return login(user.email(), user.password());
  }

  Answer tryLogin(String email, String password) {
    return stranger()
        .postJson(
            LOGIN,
            Json.createObjectBuilder().add("email", email).add("password", password).build());
  }

  Answer refresh(String token) {
    return stranger().postJson(REFRESH, toJson(token));
  }

  Answer logout(String token) {
    return stranger().postJson(LOGOUT, toJson(token));
  }

  Answer changePassword(Session session, String current, String chosen) {
    return session
        .client()
        .put(
            ME + "/password",
            Json.createObjectBuilder()
                .add("current_password", current)
                .add("new_password", chosen)
                .build());
  }

  Session sessionOf(Answer answer) {
    JsonObject tokens = answer.object();
    return new Session(tokens, administrator.withToken(tokens.getString("access_token")));
  }

  private ApiClient stranger() {
    return administrator.withoutKey();
  }

  private static JsonObject toJson(String token) {
    return Json.createObjectBuilder().add("refresh_token", token).build();
  }

  /** Somebody who was just registered. */
  record Issued(long id, String email, String password) {}

  /** Somebody who can log in. */
  record Known(long id, String email, String password) {
    String path() {
      return PATH + "/" + id;
    }
  }

  /**
   * Somebody who has logged in.
   *
   * @param tokens what the server answered
   * @param client shows the access token
   */
  record Session(JsonObject tokens, ApiClient client) {
    String accessToken() {
      return tokens.getString("access_token");
    }

    String refreshToken() {
      return tokens.getString("refresh_token");
    }

    boolean works() {
      return client.get(ME).status() == 200;
    }
  }
}
