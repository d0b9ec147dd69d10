package org.healthai.job.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FormFilmsTest {
  private static final String FORM =
      """
      --x\r
      Content-Disposition: form-data; name="files"; filename="ward 3/Müller.png"\r
      \r
      one\r
      --x\r
      Content-Disposition: form-data; name="files"; filename*=UTF-8''ward%203%2Ftwo.png\r
      \r
      two\r
      --x--\r
      """;

  /** Browsers send the files of a folder so; in a ZIP they have the same names. */
  @Test
  void takesFilesWithTheirDirectories() throws IOException {
    FormFilms films = new FormFilms(new ByteArrayInputStream(FORM.getBytes(UTF_8)), "x");

    assertEquals("ward 3/Müller.png", requireNonNull(films.next()).clientName());
    assertEquals("ward 3/two.png", requireNonNull(films.next()).clientName());
    assertNull(films.next());
  }
}
