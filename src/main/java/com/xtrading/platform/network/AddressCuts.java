package com.xtrading.platform.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Cuts all addresses into ranges wherever somebody makes a difference. */
final class AddressCuts {

  private AddressCuts() {}

  /** All addresses, those of IPv6 only where one is written, in their order. */
  static List<AddressRange> at(Collection<AddressRange> written) {
    List<AddressRange> ranges = new ArrayList<>(cut(AddressRange.ALL_IPV4, written));
    if (written.stream().anyMatch(range -> range.bits() == AddressRange.ALL_IPV6.bits())) {
      ranges.addAll(cut(AddressRange.ALL_IPV6, written));
    }
    return ranges;
  }

  private static List<AddressRange> cut(AddressRange whole, Collection<AddressRange> written) {
    SortedSet<BigInteger> starts = new TreeSet<>();
    starts.add(whole.first());
    written.stream()
        .filter(range -> range.bits() == whole.bits())
        .forEach(
            range -> {
              starts.add(range.first());
              starts.add(range.last().add(BigInteger.ONE));
            });
    List<BigInteger> ordered =
        starts.stream().filter(start -> start.compareTo(whole.last()) <= 0).toList();
    List<AddressRange> ranges = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      BigInteger last =
          i + 1 < ordered.size() ? ordered.get(i + 1).subtract(BigInteger.ONE) : whole.last();
      ranges.add(new AddressRange(whole.bits(), ordered.get(i), last));
    }
    return ranges;
  }
}
