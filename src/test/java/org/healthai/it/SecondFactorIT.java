package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A second factor from its setting up to its removal. */
class SecondFactorIT {
  private static final String FACTOR = Users.ME + "/second-factor";

  private final ApiClient server = ApiClient.ofSharedServer();
  private final Users users = new Users(server);

  @Test
  void aLoginNeedsACodeThatWorksOnce() {
    Users.Known ada = users.register("it-factor", "clinician");
    Users.Session session = users.login(ada);
    Problems.assertProblem(
        session.client().postJson(FACTOR, password("wrong password")), 422, "INVALID_VALUE");
    JsonObject enrolment =
        session.client().postJson(FACTOR, password(ada.password())).expect(200).object();
    assertTrue(enrolment.getString("uri").contains(enrolment.getString("secret")));
    Authenticator telephone = new Authenticator(enrolment.getString("secret"));
    users.login(ada).client().get(Users.ME).expect(200); // it does not count yet

    List<String> recovery =
        session
            .client()
            .postJson(FACTOR + "/confirm", code(telephone.code(-1)))
            .expect(200)
            .object()
            .getJsonArray("recovery_codes")
            .getValuesAs(JsonString::getString);

    Problems.assertProblem(
        users.tryLogin(ada.email(), ada.password()), 401, "SECOND_FACTOR_REQUIRED");
    Problems.assertProblem(users.tryLogin(ada.email(), "wrong password"), 401, "UNAUTHENTICATED");
    Problems.assertProblem(login(ada, "000000"), 401, "UNAUTHENTICATED");
    String code = telephone.code(0);
    login(ada, code).expect(200);
    Problems.assertProblem(login(ada, code), 401, "UNAUTHENTICATED");
    login(ada, recovery.get(0)).expect(200);
    Problems.assertProblem(login(ada, recovery.get(0)), 401, "UNAUTHENTICATED");
    assertTrue(server.get(ada.path()).expect(200).object().getBoolean("second_factor"));

    server.delete(ada.path() + "/second-factor").expect(204);
    users.login(ada);
    String trail =
        server
            .get("/api/v1/audit/events?action=user-change&entity_id=" + ada.id())
            .expect(200)
            .text();
    for (String what :
        List.of("second factor set up", "recovery code used", "second factor removed")) {
      assertTrue(trail.contains(what), trail);
    }
  }

  @Test
  void usersRemoveTheirOwnWithTheirPassword() {
    Users.Known ada = users.register("it-factor", "clinician");
    Users.Session session = users.login(ada);
    JsonObject enrolment =
        session.client().postJson(FACTOR, password(ada.password())).expect(200).object();
    session
        .client()
        .postJson(
            FACTOR + "/confirm", code(new Authenticator(enrolment.getString("secret")).code(0)))
        .expect(200);

    assertEquals(409, session.client().postJson(FACTOR, password(ada.password())).status());
    session.client().postJson(FACTOR + "/remove", password(ada.password())).expect(204);

    users.login(ada);
  }

  private Answer login(Users.Known user, String code) {
    return server
        .withoutKey()
        .postJson(
            Users.LOGIN,
            Json.createObjectBuilder()
                .add("email", user.email())
                .add("password", user.password())
                .add("code", code)
                .build());
  }

  private static JsonObject password(String password) {
    return Json.createObjectBuilder().add("current_password", password).build();
  }

  private static JsonObject code(String code) {
    return Json.createObjectBuilder().add("code", code).build();
  }
}
