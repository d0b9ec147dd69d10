package org.healthai.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What counts as one place where requests come from: an IPv4 address, or the first 64 bits of an
 * IPv6 address, since whoever has one address there has all of them.
 */
public final class ClientNetwork {
  /** For what is no address. */
  public static final String UNKNOWN = "others";

  private static final int NETWORK_BYTES = 8;
  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

  /** With a colon in it, so that it is read as an address and never asked for as a name. */
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,40}");

  private ClientNetwork() {}

  /**
   * The network of an address. Nothing is looked up, whatever a proxy forwarded.
   *
   * @param address as {@code getRemoteAddr()} gives it
   */
  public static String of(String address) {
    if (V4.matcher(address).matches()) {
      return address;
    }
    if (!V6.matcher(address).matches()) {
      return UNKNOWN;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
    } catch (UnknownHostException notAnAddress) {
      return UNKNOWN;
    }
  }
}
