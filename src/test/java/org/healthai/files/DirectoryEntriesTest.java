package org.healthai.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryEntriesTest {
  private final List<Path> taken = new ArrayList<>();

  @Test
  void aShareThatBreaksOffWhileItIsListedIsAnIoException() {
    IOException stale = new IOException("stale file handle");
    BrokenShare share = new BrokenShare(stale);

    IOException told =
        assertThrows(IOException.class, () -> DirectoryEntries.forEach(share, taken::add));

    assertSame(stale, told);
    assertEquals(List.of(Path.of("first")), taken);
  }

  /** Lists one entry. */
  private final class BrokenShare implements DirectoryStream<Path> {
    private final IOException failure;

    BrokenShare(IOException failure) {
      this.failure = failure;
    }

    @Override
    public Iterator<Path> iterator() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          if (taken.isEmpty()) {
            return true;
          }
          throw new DirectoryIteratorException(failure);
        }

        @Override
        public Path next() {
          return Path.of("first");
        }
      };
    }

    @Override
    public void close() {}
  }
}
