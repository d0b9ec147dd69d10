package org.healthai.job.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a listed name leads somewhere that its administrator can have meant. A name belongs to
 * whoever runs its zone, who may let it point at the addresses where clouds hand out credentials;
 * an address that is listed itself is meant. Safe for many threads.
 *
 * <p>The platform remembers for some seconds what a name stands for (30 unless {@code
 * networkaddress.cache.ttl} says otherwise), so what is checked is what is called.
 */
final class SafeAddresses {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");

  /** Where a cloud's metadata is in IPv6; the one of IPv4 is link-local. */
  private static final String METADATA = "fd00:ec2:0:0:0:0:0:254";

  private static final String LOCALHOST = "localhost";

  private final Lookup lookup;

  /** Finds the addresses of a name; may be slow. */
  @FunctionalInterface
  interface Lookup {
    /** All of them, at least one. */
    InetAddress[] find(String host) throws UnknownHostException;
  }

  SafeAddresses(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * Why the host is not called; empty when it may be.
   *
   * @throws IOException when nobody knows the name
   */
  Optional<String> findProblem(String host) throws IOException {
    if (LITERAL.matcher(host).matches()) {
      return Optional.empty();
    }
    for (InetAddress address : lookup.find(host)) {
      if (isUnsafe(address) || (address.isLoopbackAddress() && !LOCALHOST.equals(host))) {
        return Optional.of("the host's name leads to an address that is never called");
      }
    }
    return Optional.empty();
  }

  private static boolean isUnsafe(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.equals(address.getHostAddress());
  }
}
