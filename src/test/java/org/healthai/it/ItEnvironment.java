package org.healthai.it;

import java.nio.file.Path;

/** Where the build put what integration tests need; set by Maven (failsafe). */
final class ItEnvironment {
  private ItEnvironment() {}

  /** Whether Maven's integration tests run; false in a run of unit tests. */
  static boolean isIntegrationTest() {
    return System.getProperty("healthai.it.home") != null;
  }

  /** The checkout. */
  static Path checkout() {
    return path("healthai.it.home");
  }

  /** The Liberty installation. */
  static Path liberty() {
    return path("healthai.it.wlp");
  }

  /** Configuration and application of the servers under test. */
  static Path userDirectory() {
    return path("healthai.it.user");
  }

  /** Name of the server in the user directory. */
  static String serverName() {
    return property("healthai.it.server");
  }

  /** Port of the server that Maven started. */
  static int mainPort() {
    return Integer.parseInt(property("healthai.it.port"));
  }

  /** The same server's port for HTTPS. */
  static int mainHttpsPort() {
    return Integer.parseInt(property("healthai.it.https.port"));
  }

  /** Data directory of the server that Maven started. */
  static Path mainData() {
    return path("healthai.it.data");
  }

  /** Everything the tests write goes below this. */
  static Path scratch(String name) {
    return checkout().resolve("target/it").resolve(name);
  }

  /** The synthetic film of the shipped model. */
  static Path phantom() {
    return checkout().resolve("models/chest_xray/2/samples/phantom.png");
  }

  private static Path path(String property) {
    return Path.of(property(property)).toAbsolutePath();
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run the integration tests by Maven");
    }
    return value;
  }
}
