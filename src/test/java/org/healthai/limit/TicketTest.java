package org.healthai.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthai.error.ErrorCode;
import org.healthai.error.HealthAiException;
import org.junit.jupiter.api.Test;

class TicketTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final List<String> heard = new ArrayList<>();
  private final FakeBuckets buckets = new FakeBuckets();
  private final PredictionQuotas quotas =
      new PredictionQuotas(buckets, (kind, allowed) -> heard.add(kind + " " + allowed));

  private Ticket ticket(Allowance allowance) {
    return quotas.open(
        new QuotaHolder() {
          @Override
          public BucketId predictionBucket() {
            return new BucketId(LimitKind.KEY, "7");
          }

          @Override
          public Allowance allowance() {
            return allowance;
          }
        });
  }

  @Test
  void withoutALimitNothingIsAskedAndNothingTold() {
    Ticket ticket = ticket(Allowance.unlimited());

    ticket.take(1_000_000);
    ticket.giveBackAll();

    assertEquals(0, buckets.asked());
    assertEquals(Optional.empty(), ticket.state());
    assertEquals(List.of(), heard);
  }

  @Test
  void putsNothingBackThatIsEntrustedToSomebodyElse() {
    Ticket ticket = ticket(Allowance.perHour(60));
    ticket.take(1);
    ticket.take(29);
    ticket.entrust(29);

    ticket.giveBackAll();

    assertEquals(31, ticket.state().orElseThrow().left());
    ticket.reclaim();
    ticket.giveBackAll();
    assertEquals(60, ticket.state().orElseThrow().left());
  }

  @Test
  void countsWhatIsEntrustedAmongWhatTheRequestNeeds() {
    Ticket ticket = ticket(Allowance.perHour(60));
    ticket.take(40);
    ticket.entrust(40);

    HealthAiException refusal = assertThrows(HealthAiException.class, () -> ticket.take(30));

    assertTrue(refusal.detail().contains("60 are left"), refusal::detail);
    assertTrue(refusal.detail().contains("needs 70"), refusal::detail);
  }

  @Test
  void tellsWhatIsLeft() {
    Ticket ticket = ticket(Allowance.perHour(60));

    ticket.take(1);
    ticket.take(29);

    assertEquals(
        new QuotaState(new Quota(60, HOUR), 30, Duration.ofMinutes(30)),
        ticket.state().orElseThrow());
    assertEquals(List.of("KEY true", "KEY true"), heard);
  }

  @Test
  void refusesWhatIsMoreThanIsLeftAndSaysWhenItWillBe() {
    ticket(Allowance.perHour(60)).take(55);
    Ticket batch = ticket(Allowance.perHour(60));
    batch.take(1);

    HealthAiException refusal = assertThrows(HealthAiException.class, () -> batch.take(7));

    assertEquals(ErrorCode.QUOTA_EXCEEDED, refusal.code());
    assertEquals(
        "60 predictions an hour are allowed, 5 are left, and this request needs 8",
        refusal.detail());
    assertEquals(Duration.ofMinutes(3), refusal.retryAfter().orElseThrow());
    assertEquals(List.of("KEY true", "KEY true", "KEY false"), heard);
    batch.giveBackAll();
    assertEquals(5, batch.state().orElseThrow().left());
  }

  @Test
  void whatNeverFitsHasNoTimeToComeBackAt() {
    Ticket ticket = ticket(Allowance.perHour(3));
    ticket.take(1);

    HealthAiException refusal = assertThrows(HealthAiException.class, () -> ticket.take(3));

    assertEquals(Optional.empty(), refusal.retryAfter());
    assertTrue(refusal.detail().endsWith("send fewer films at once"), refusal::detail);
  }

  @Test
  void givesBackNoMoreThanItTook() {
    ticket(Allowance.perHour(60)).take(10);
    Ticket ticket = ticket(Allowance.perHour(60));
    ticket.take(4);

    ticket.giveBack(1);
    ticket.giveBack(100);
    ticket.giveBackAll();

    assertEquals(
        new QuotaState(new Quota(60, HOUR), 50, Duration.ofMinutes(10)),
        ticket.state().orElseThrow());
    assertEquals(49, buckets.take(new BucketId(LimitKind.KEY, "7"), new Quota(60, HOUR), 1).left());
  }

  @Test
  void anotherServerPutsBackWhatARequestTook() {
    Ticket ticket = ticket(Allowance.perHour(60));
    ticket.take(50);

    quotas.giveBack(ticket.bucket(), 49);

    Ticket next = ticket(Allowance.perHour(60));
    next.take(1);
    assertEquals(58, next.state().orElseThrow().left());
    assertEquals(null, ticket(Allowance.unlimited()).bucket());
    assertThrows(IllegalArgumentException.class, () -> quotas.giveBack("address:x:1/1", 1));
  }

  @Test
  void putsBackAllButSome() {
    Ticket ticket = ticket(Allowance.perHour(60));
    ticket.take(10);

    ticket.giveBackAllBut(1);
    ticket.giveBackAllBut(5);

    assertEquals(59, ticket.state().orElseThrow().left());
  }
}
