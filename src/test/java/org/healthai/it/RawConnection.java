package org.healthai.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A bare TCP connection to a server, for clients that no HTTP library wants to be. */
final class RawConnection implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  RawConnection(ApiClient server) throws IOException {
    socket = new Socket(server.base().getHost(), server.base().getPort());
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  /** Sends request line and headers, and the empty line after them. */
  void sendHead(String requestLine, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(requestLine).append("\r\nHost: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    send(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void sendChunk(byte[] bytes) throws IOException {
    send((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    send(bytes);
    send("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Is there something to read already? */
  boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  /** Waits for the answer and reads all of it. */
  Answer receive() throws IOException {
    String statusLine = readLine();
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
    return new Answer(status, headers, readBody(headers));
  }

  /** Waits for the server to end the connection, for as long as for an answer. */
  boolean isHungUp() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException stillThere) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Hangs up the hard way: the other side gets a reset. */
  void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private byte[] readBody(HttpHeaders headers) throws IOException {
    String coding = headers.firstValue("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
    if (coding.contains("chunked")) {
      return readChunks();
    }
    long length = headers.firstValueAsLong("Content-Length").orElse(-1);
    return length < 0 ? in.readAllBytes() : in.readNBytes((int) length);
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
      body.writeBytes(in.readNBytes(size));
      readLine();
    }
    readLine();
    return body.toByteArray();
  }

  private int readChunkSize() throws IOException {
    return Integer.parseInt(readLine().strip(), 16);
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the server hung up after: " + line);
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
