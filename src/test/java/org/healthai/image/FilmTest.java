package org.healthai.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.healthai.image.Preprocessing.Colour;
import org.junit.jupiter.api.Test;

class FilmTest {

  @Test
  void isNotChangedThroughItsArrays() {
    byte[] given = {1, 2};
    Film film = Film.of(2, 1, Colour.GREY, given);
    given[0] = 9;
    film.samples()[1] = 9;
    assertArrayEquals(new byte[] {1, 2}, film.samples());
  }

  @Test
  void digestsSizeColourAndSamples() throws NoSuchAlgorithmException {
    byte[] six = {1, 2, 3, 4, 5, 6};
    byte[] otherSix = {1, 2, 3, 4, 5, 7};
    Set<String> digests =
        Set.of(
            sha256(Film.of(6, 1, Colour.GREY, six)),
            sha256(Film.of(3, 2, Colour.GREY, six)),
            sha256(Film.of(2, 3, Colour.GREY, six)),
            sha256(Film.of(2, 1, Colour.RGB, six)),
            sha256(Film.of(6, 1, Colour.GREY, otherSix)));

    assertEquals(5, digests.size());
    assertTrue(digests.contains(sha256(Film.of(3, 2, Colour.GREY, six))));
  }

  private static String sha256(Film film) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    film.updateDigest(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void refusesSamplesThatDoNotFitItsSize() {
    assertThrows(
        IllegalArgumentException.class, () -> Film.of(2, 1, Colour.RGB, new byte[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> Film.of(0, 1, Colour.GREY, new byte[0]));
    assertThrows(
        IllegalArgumentException.class, () -> Film.of(1 << 16, 1 << 16, Colour.GREY, new byte[0]));
  }
}
