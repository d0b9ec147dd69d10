package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PageLinksTest {
  private static final URI PAGE =
      URI.create("http://host:1/api/v1/predictions?skip=20&model=a%20b&limit=10&skip=3&from=x");

  @Test
  void leadsInAllDirectionsAndKeepsTheFilter() {
    assertEquals(
        """
        </api/v1/predictions?model=a%20b&from=x&skip=0&limit=10>; rel="first", \
        </api/v1/predictions?model=a%20b&from=x&skip=10&limit=10>; rel="prev", \
        </api/v1/predictions?model=a%20b&from=x&skip=30&limit=10>; rel="next", \
        </api/v1/predictions?model=a%20b&from=x&skip=40&limit=10>; rel="last\"""",
        new PageLinks(PAGE, 20, 10, 41).toHeader());
  }

  @Test
  void theOnlyPageIsFirstAndLast() {
    assertEquals(
        "</p?skip=0&limit=10>; rel=\"first\", </p?skip=0&limit=10>; rel=\"last\"",
        new PageLinks(URI.create("http://host/p"), 0, 10, 10).toHeader());
  }

  @Test
  void anEmptyHistoryHasAPageToo() {
    assertEquals(
        "</p?skip=0&limit=10>; rel=\"first\", </p?skip=0&limit=10>; rel=\"last\"",
        new PageLinks(URI.create("http://host/p?&"), 0, 10, 0).toHeader());
  }

  @Test
  void nothingOverflowsFarBeyondTheEnd() {
    assertEquals(
        "</p?skip=0&limit=1000>; rel=\"first\", </p?skip=2147482647&limit=1000>; rel=\"prev\","
            + " </p?skip=0&limit=1000>; rel=\"last\"",
        new PageLinks(URI.create("/p"), Integer.MAX_VALUE, 1000, 3).toHeader());
  }
}
