package com.xtrading.platform.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Addresses of one family in a row.
 *
 * @param bits 32 for IPv4, 128 for IPv6
 * @param first the lowest address, as a number
 * @param last the highest address
 */
public record AddressRange(int bits, BigInteger first, BigInteger last)
    implements Comparable<AddressRange> {

  private static final Pattern CIDR = Pattern.compile("([0-9a-fA-F:.]+)/(\\d{1,3})");

  static final AddressRange ALL_IPV4 = whole(32);
  static final AddressRange ALL_IPV6 = whole(128);

  private static AddressRange whole(int bits) {
    return new AddressRange(
        bits, BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
  }

  /** The range that an address with a prefix stands for; nothing where the text is none. */
  public static Optional<AddressRange> parse(String cidr) {
    Matcher form = CIDR.matcher(cidr);
    if (!form.matches()) {
      return Optional.empty();
    }
    byte[] address;
    try {
      // Digits, colons and dots alone: never a name that would be looked up.
      address = InetAddress.getByName(form.group(1)).getAddress();
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
    int bits = address.length * 8;
    int prefix = Integer.parseInt(form.group(2));
    boolean plain = bits == 128 || form.group(1).matches("\\d+(\\.\\d+){3}");
    if (prefix > bits || !plain) {
      return Optional.empty();
    }
    BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
    BigInteger first = new BigInteger(1, address);
    first = first.subtract(first.mod(size));
    return Optional.of(new AddressRange(bits, first, first.add(size).subtract(BigInteger.ONE)));
  }

  public boolean contains(AddressRange other) {
    return bits == other.bits
        && first.compareTo(other.first) <= 0
        && other.last.compareTo(last) <= 0;
  }

  boolean meets(AddressRange other) {
    return bits == other.bits
        && first.compareTo(other.last) <= 0
        && other.first.compareTo(last) <= 0;
  }

  boolean isFollowedBy(AddressRange other) {
    return bits == other.bits && last.add(BigInteger.ONE).equals(other.first);
  }

  AddressRange joinedWith(AddressRange next) {
    return new AddressRange(bits, first, next.last);
  }

  @Override
  public int compareTo(AddressRange other) {
    int byFamily = Integer.compare(bits, other.bits);
    return byFamily != 0 ? byFamily : first.compareTo(other.first);
  }

  /** The range with its prefix where one says it, else its first and last address. */
  @Override
  public String toString() {
    BigInteger size = last.subtract(first).add(BigInteger.ONE);
    boolean oneBlock = size.bitCount() == 1 && first.mod(size).signum() == 0;
    return oneBlock
        ? text(first) + "/" + (bits - size.getLowestSetBit())
        : text(first) + "-" + text(last);
  }

  private String text(BigInteger address) {
    byte[] bytes = new byte[bits / 8];
    byte[] number = address.toByteArray();
    int length = Math.min(number.length, bytes.length);
    System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
    return bits == 128 ? Ipv6Text.of(bytes) : ipv4(bytes);
  }

  private static String ipv4(byte[] bytes) {
    return IntStream.range(0, bytes.length)
        .mapToObj(index -> Integer.toString(bytes[index] & 0xff))
        .collect(Collectors.joining("."));
  }
}
