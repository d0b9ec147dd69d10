package org.healthai.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of predictions: order, filters and paging. */
class HistoryIT {
  private static final Pattern LINK = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?(\\w+)\"?");

  private final ApiClient server = ApiClient.ofSharedServer();

  @Test
  void listsTheNewestFirst() {
    List<JsonObject> created = new ArrayList<>();
    for (long seed = 10; seed < 13; seed++) {
      created.add(0, server.classify(Films.drawn(seed)));
    }

    assertEquals(created, objects(list("?limit=3")));
  }

  @Test
  void hasADefaultPageAndCountsAll() {
    server.classify(Films.drawn(13));

    Answer answer = server.get(ApiClient.PREDICTIONS).expect(200);

    assertFalse(answer.array().isEmpty());
    assertTrue(Long.parseLong(answer.header("X-Total-Count")) >= answer.array().size());
  }

  @Test
  void walksAllOfARangeByLinks() {
    JsonObject first = server.classify(Films.drawn(20));
    for (long seed = 21; seed < 25; seed++) {
      server.classify(Films.drawn(seed));
    }
    String range = "from=" + encode(first.getString("created_at")) + "&to=" + encode(later());

    List<Long> ids = new ArrayList<>();
    String page = ApiClient.PREDICTIONS + "?limit=2&" + range;
    for (int pages = 0; page != null && pages < 10; pages++) {
      Answer answer = server.get(page).expect(200);
      assertEquals("5", answer.header("X-Total-Count"));
      objects(answer.array()).forEach(prediction -> ids.add(Predictions.idOf(prediction)));
      page = linksOf(answer).get("next");
    }

    assertEquals(5, ids.size());
    assertEquals(ids.stream().distinct().sorted((a, b) -> Long.compare(b, a)).toList(), ids);
  }

  @Test
  void linksBackFromALaterPage() {
    for (long seed = 30; seed < 33; seed++) {
      server.classify(Films.drawn(seed));
    }

    Map<String, String> links =
        linksOf(server.get(ApiClient.PREDICTIONS + "?skip=2&limit=1").expect(200));

    String previous = links.get("prev");
    assertEquals(list("?skip=1&limit=1"), server.get(previous).expect(200).array());
  }

  @Test
  void leavesOutWhatIsSkipped() {
    server.classify(Films.drawn(33));
    server.classify(Films.drawn(34));

    JsonArray two = list("?limit=2");

    assertEquals(two.get(1), list("?skip=1&limit=1").get(0));
  }

  @Test
  void answersAPageBehindTheEndWithNothing() {
    Answer answer = server.get(ApiClient.PREDICTIONS + "?skip=1000000000").expect(200);

    assertTrue(answer.array().isEmpty());
    assertFalse(linksOf(answer).containsKey("next"));
  }

  @Test
  void filtersByPredictedClass() {
    JsonObject created = server.classify(Films.drawn(35));
    String label = created.getString("prediction_class");

    JsonArray ofThatClass = list("?limit=100&prediction_class=" + encode(label));

    assertEquals(created, ofThatClass.get(0));
    objects(ofThatClass).forEach(p -> assertEquals(label, p.getString("prediction_class")));
    assertTrue(list("?prediction_class=no-such-class").isEmpty());
  }

  @Test
  void countsOnlyWhatTheFilterLetsThrough() {
    JsonObject created = server.classify(Films.drawn(36));
    String since = "&from=" + encode(created.getString("created_at"));
    String label = created.getString("prediction_class");

    for (String other : Predictions.LABELS) {
      String query = "?limit=1&prediction_class=" + encode(other) + since;
      Answer answer = server.get(ApiClient.PREDICTIONS + query).expect(200);
      assertEquals(other.equals(label) ? "1" : "0", answer.header("X-Total-Count"));
    }
  }

  @Test
  void filtersByModel() {
    JsonObject created = server.classify(Films.drawn(37));

    assertEquals(created, list("?limit=1&model=chest_xray").get(0));
    assertTrue(list("?model=another").isEmpty());
  }

  @Test
  void filtersByTimeFromInclusiveToExclusive() {
    JsonObject created = server.classify(Films.drawn(38));
    String time = encode(created.getString("created_at"));

    assertEquals(created, list("?limit=1&from=" + time).get(0));
    assertFalse(list("?limit=100&to=" + time).contains(created));
    assertTrue(list("?from=" + encode(later())).isEmpty());
  }

  @Test
  void combinesFilters() {
    JsonObject created = server.classify(Films.drawn(39));
    String query =
        "?limit=10&model=chest_xray&prediction_class="
            + encode(created.getString("prediction_class"))
            + "&from="
            + encode(created.getString("created_at"));

    assertEquals(List.of(created), objects(list(query)));
  }

  private JsonArray list(String query) {
    return server.get(ApiClient.PREDICTIONS + query).expect(200).array();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.getValuesAs(JsonObject.class);
  }

  /** Relation to reference, as the header has it. */
  private Map<String, String> linksOf(Answer answer) {
    Map<String, String> links = new TreeMap<>();
    for (String header : answer.headers().allValues("Link")) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        links.put(link.group(2), link.group(1));
      }
    }
    return links;
  }

  private static String later() {
    return Instant.now().plusSeconds(3600).toString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
