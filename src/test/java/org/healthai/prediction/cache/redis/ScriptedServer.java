package org.healthai.prediction.cache.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Reads commands in Redis' format and answers what the test wants. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch released = new CountDownLatch(1);
  private final UnaryOperator<String> script;

  private ScriptedServer(UnaryOperator<String> script) throws IOException {
    this.script = script;
    threads.execute(this::accept);
  }

  /** Answers every command; an empty answer is none. */
  static ScriptedServer answering(UnaryOperator<String> script) throws IOException {
    return new ScriptedServer(script);
  }

  /** Gives the first command its reply only when released, and {@code next} to all others. */
  static ScriptedServer holdingItsFirstReply(String reply) throws IOException {
    AtomicBoolean first = new AtomicBoolean(true);
    ScriptedServer[] server = new ScriptedServer[1];
    server[0] =
        new ScriptedServer(
            command -> {
              if (first.getAndSet(false)) {
                server[0].awaitRelease();
                return reply;
              }
              return "$4\r\nnext\r\n";
            });
    return server[0];
  }

  int port() {
    return socket.getLocalPort();
  }

  void release() {
    released.countDown();
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      threads.shutdown();
    }
  }

  private void serve(Socket client) {
    try (client;
        OutputStream out = client.getOutputStream();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int parts = Integer.parseInt(line.substring(1));
        String command = "";
        for (int part = 0; part < parts; part++) {
          in.readLine();
          command = part == 0 ? in.readLine() : command + " " + in.readLine();
        }
        out.write(script.apply(command).getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
    } catch (IOException hungUp) {
      // the client had enough
    }
  }

  @Override
  public void close() throws IOException {
    release();
    socket.close();
    threads.shutdownNow();
  }
}
