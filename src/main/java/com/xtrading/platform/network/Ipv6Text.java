package com.xtrading.platform.network;

/** Writes addresses of IPv6 as RFC 5952 (section 4) recommends. */
final class Ipv6Text {

  private static final int GROUPS = 8;

  private Ipv6Text() {}

  /**
   * Groups in lower case without leading zeros; the first of the longest runs of two zero groups or
   * more is {@code ::}.
   *
   * @param bytes sixteen of them
   */
  static String of(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      groups[group] = (bytes[2 * group] & 0xff) << 8 | bytes[2 * group + 1] & 0xff;
    }
    int begin = -1;
    int length = 1;
    for (int group = 0; group < GROUPS; group++) {
      int run = zerosFrom(groups, group);
      if (run > length) {
        begin = group;
        length = run;
      }
    }
    return begin < 0
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, begin) + "::" + joined(groups, begin + length, GROUPS);
  }

  private static int zerosFrom(int[] groups, int begin) {
    int end = begin;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - begin;
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int group = from; group < to; group++) {
      text.append(group == from ? "" : ":").append(Integer.toHexString(groups[group]));
    }
    return text.toString();
  }
}
