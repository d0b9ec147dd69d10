package org.healthai.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.healthai.error.HealthAiException;

/**
 * Seals long contents, such as films, in constant memory. Safe for many threads.
 *
 * <p>Every content has a random key of its own, used once and kept sealed by the ring: a rotation
 * seals that key anew and leaves the content alone, and whoever loses the key loses the content.
 * The content is a row of chunks of AES-256-GCM; a chunk's nonce is its number and whether it is
 * the last, so that changed, moved, missing and cut-off chunks are noticed (the STREAM construction
 * of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
public final class StreamSealer {
  static final int CHUNK_BYTES = 64 * 1024;

  private static final int COUNTER_OFFSET = 3;
  private static final byte[] NO_CONTEXT = {};

  private final Sealer sealer;

  /** Keeps the keys of contents with this sealer. */
  public StreamSealer(Sealer sealer) {
    this.sealer = sealer;
  }

  /**
   * Seals everything of a stream; closes neither.
   *
   * @param context what the content belongs to
   * @return its key, sealed: without it nobody can open the content
   */
  public String seal(InputStream content, OutputStream sealed, String context) throws IOException {
    byte[] key = Aes.random(MasterKey.BYTES);
    copy(content, CHUNK_BYTES, sealed, (nonce, chunk) -> encrypt(key, nonce, chunk));
    return sealer.sealBytes(key, context);
  }

  /**
   * Opens everything of a stream; closes neither. What was written before a bad chunk is genuine,
   * but not whole.
   *
   * @param key what {@link #seal} returned
   * @throws HealthAiException INTERNAL_ERROR when the content or its key were changed, or the key
   *     of the ring is not there
   */
  public void open(InputStream sealed, OutputStream content, String key, String context)
      throws IOException {
    byte[] contentKey = sealer.openBytes(key, context);
    int chunkBytes = CHUNK_BYTES + Aes.TAG_BYTES;
    copy(sealed, chunkBytes, content, (nonce, chunk) -> decrypt(contentKey, nonce, chunk));
  }

  /**
   * As the other, for those who read: opens a stream chunk by chunk. Closing it closes {@code
   * sealed}. Reading throws what the other throws.
   */
  public InputStream open(InputStream sealed, String key, String context) {
    return new OpenedStream(sealed, sealer.openBytes(key, context));
  }

  /** One thread. */
  private static final class OpenedStream extends InputStream {
    private final InputStream sealed;
    private final byte[] key;
    private byte[] following;
    private byte[] chunk = {};
    private int position;
    private long number;
    private boolean begun;
    private boolean ended;

    OpenedStream(InputStream sealed, byte[] key) {
      this.sealed = sealed;
      this.key = key;
      this.following = NO_CONTEXT;
    }

    @Override
    public int read() throws IOException {
      return advance() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!advance()) {
        return -1;
      }
      int count = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, target, offset, count);
      position += count;
      return count;
    }

    /** Whether there is another byte. */
    private boolean advance() throws IOException {
      while (position == chunk.length && !ended) {
        byte[] current = begun ? following : sealed.readNBytes(CHUNK_BYTES + Aes.TAG_BYTES);
        begun = true;
        following = sealed.readNBytes(CHUNK_BYTES + Aes.TAG_BYTES);
        ended = following.length == 0;
        chunk = decrypt(key, nonce(number++, ended), current);
        position = 0;
      }
      return position < chunk.length;
    }

    @Override
    public void close() throws IOException {
      sealed.close();
    }
  }

  private interface ChunkCipher {
    byte[] apply(byte[] nonce, byte[] chunk);
  }

  private static void copy(InputStream in, int chunkBytes, OutputStream out, ChunkCipher cipher)
      throws IOException {
    byte[] chunk = in.readNBytes(chunkBytes);
    for (long number = 0; ; number++) {
      byte[] next = in.readNBytes(chunkBytes);
      boolean last = next.length == 0;
      out.write(cipher.apply(nonce(number, last), chunk));
      if (last) {
        return;
      }
      chunk = next;
    }
  }

  private static byte[] nonce(long number, boolean last) {
    return ByteBuffer.allocate(Aes.NONCE_BYTES)
        .putLong(COUNTER_OFFSET, number)
        .put(Aes.NONCE_BYTES - 1, (byte) (last ? 1 : 0))
        .array();
  }

  private static byte[] encrypt(byte[] key, byte[] nonce, byte[] chunk) {
    return Aes.encrypt(key, nonce, NO_CONTEXT, chunk, chunk.length);
  }

  private static byte[] decrypt(byte[] key, byte[] nonce, byte[] chunk) {
    return Aes.decrypt(key, nonce, NO_CONTEXT, chunk, chunk.length);
  }
}
