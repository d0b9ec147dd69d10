package org.healthai.access.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.healthai.access.Tenant;
import org.healthai.audit.AuditEvent;
import org.healthai.audit.MemoryTrail;
import org.healthai.audit.Occasion;
import org.junit.jupiter.api.Test;

/** The trail says what changed about a user, and no address and no secret. */
class AuditedUsersTest {
  private final MemoryTrail trail = new MemoryTrail();
  private final UserRepository users =
      new AuditedUsers(new MemoryUsers(), trail.changes(), Occasion::system);
  private final User ada = users.save(UserFixture.user("ada@example.org", MemoryUsers.CLINICIAN));

  @Test
  void namesAnotherAddressAndOtherRoles() {
    users.update(
        ada.with(
            new UserDetails(
                new Email("eve@example.org"),
                "Ada",
                Tenant.DEFAULT,
                List.of(MemoryUsers.ADMINISTRATOR))));

    Map<String, String> facts = lastFacts();
    assertEquals("new", facts.get("email"));
    assertEquals("clinician", facts.get("roles_before"));
    assertEquals("administrator", facts.get("roles"));
    assertFalse(facts.containsKey("password"));
    assertFalse(facts.toString().contains("eve"), facts::toString);
  }

  @Test
  void namesAnotherPassword() {
    users.update(ada.with(new StoredPassword("other", false)));

    Map<String, String> facts = lastFacts();
    assertEquals("new", facts.get("password"));
    assertFalse(facts.containsKey("email"));
    assertFalse(facts.containsKey("roles_before"));
    assertFalse(facts.toString().contains("other"), facts::toString);
  }

  private Map<String, String> lastFacts() {
    List<AuditEvent> events = trail.events();
    return events.get(events.size() - 1).entry().details().toMap();
  }
}
