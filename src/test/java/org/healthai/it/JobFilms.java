package org.healthai.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Films for jobs: ZIPs with what people put into them, and files below the import root. */
final class JobFilms {
  private JobFilms() {}

  /** A ZIP with these entries, in their order. */
  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(whole)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole.toByteArray();
  }

  /** Films, a text, an empty file and two entries of one name, which no JDK writes. */
  static byte[] mixedZip() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("ward 3/", new byte[0]);
    entries.put("ward 3/one.png", Films.drawn(7_001));
    entries.put("=2+3.png", Films.drawn(7_002));
    entries.put("notes.txt", "no film".getBytes(StandardCharsets.UTF_8));
    entries.put("empty.png", new byte[0]);
    entries.put("twin-a.png", Films.drawnJpeg(7_003));
    entries.put("twin-b.png", Films.drawn(7_004));
    byte[] zip = zip(entries);
    byte[] wrong = "twin-b.png".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + wrong.length <= zip.length; at++) {
      if (java.util.Arrays.equals(zip, at, at + wrong.length, wrong, 0, wrong.length)) {
        zip[at + "twin-".length()] = 'a';
      }
    }
    return zip;
  }

  /** Puts a film where manifests that a tenant sends to the shared server may name it. */
  static void importFilm(String tenant, String path, byte[] film) {
    Path file = ItEnvironment.scratch("import").resolve(tenant).resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, film);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
