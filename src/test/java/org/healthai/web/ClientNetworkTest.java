package org.healthai.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002",
    "2001:db8:1:2::9, 20010db800010002",
    "::1, 0000000000000000",
    "::ffff:192.0.2.7, c000020700000000",
    "unknown, others",
    "host.example.org, others",
    "host:443, others",
    ".:1, others",
    "fe80::1%eth0, others",
    "1:2:3:4:5:6:7:8:9, others",
    "'', others"
  })
  void isAnAddressOrThePrefixOfOne(String address, String network) {
    assertEquals(network, ClientNetwork.of(address));
  }
}
