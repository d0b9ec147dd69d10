package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.Test;

class BodyLimitFilterTest {
  private final RestHarness rest =
      new RestHarness(
          new BodyLimitFilter(new RequestLimits(10, 20, BodyPace.ANY)), new CountingResource());

  @Test
  void takesABodyOfExactlyTheLimit() throws Exception {
    assertEquals("10", bodyOf(announcing("/count", 10, new byte[10])));
    assertEquals("10", bodyOf(chunked("/count", 10)));
    assertEquals("20", bodyOf(chunked("/count/large", 20)));
  }

  @Test
  void refusesAnAnnouncedBodyBeforeItIsRead() throws Exception {
    MockHttpRequest request = announcing("/count", 11, new byte[0]);
    request.setInputStream(
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("must not be read");
          }
        });

    assertTooLarge(rest.call(request));
    assertTooLarge(rest.call(announcing("/count/large", 21, new byte[21])));
  }

  @Test
  void cutsABodyThatDidNotAnnounceItsLength() throws Exception {
    assertTooLarge(rest.call(chunked("/count", 11)));
    assertTooLarge(rest.call(chunked("/count/large", 21)));
  }

  @Test
  void understandsLengthsBeyondAnInt() throws Exception {
    assertTooLarge(rest.call(announcing("/count", 5_000_000_000L, new byte[0])));
  }

  @Test
  void refusesALengthThatIsNoNumber() throws Exception {
    MockHttpRequest request = chunked("/count", 1);
    request.header("Content-Length", "many");

    assertTooLarge(rest.call(request));
  }

  private String bodyOf(MockHttpRequest request) throws IOException {
    return rest.call(request).response().getContentAsString();
  }

  private static void assertTooLarge(RestHarness.Answer answer) {
    assertEquals(413, answer.status());
    assertEquals("PAYLOAD_TOO_LARGE", answer.code());
  }

  private static MockHttpRequest announcing(String uri, long length, byte[] body) throws Exception {
    MockHttpRequest request = MockHttpRequest.post(uri).contentType("text/plain").content(body);
    request.header("Content-Length", Long.toString(length));
    return request;
  }

  private static MockHttpRequest chunked(String uri, int length) throws Exception {
    MockHttpRequest request = MockHttpRequest.post(uri).contentType("text/plain");
    request.setInputStream(new ByteArrayInputStream(new byte[length]));
    return request;
  }

  /** Counts what it is sent. */
  @Path("/count")
  @Consumes(MediaType.TEXT_PLAIN)
  public static class CountingResource {

    /** With the ordinary limit. */
    @POST
    public String count(InputStream body) throws IOException {
      return String.valueOf(body.readAllBytes().length);
    }

    /** With the larger limit. */
    @POST
    @Path("/large")
    @LargeBody
    public String countLarge(InputStream body) throws IOException {
      return String.valueOf(body.readAllBytes().length);
    }
  }
}
