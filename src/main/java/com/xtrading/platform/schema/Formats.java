package com.xtrading.platform.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** The formats that an API server enforces (apiextensions-apiserver, supported formats). */
final class Formats {

  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");
  private static final Pattern GO_DURATION =
      Pattern.compile("[+-]?((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+|[+-]?0");
  private static final Pattern WORDED_DURATION =
      Pattern.compile(
          "(\\d+\\s*(ns|nanoseconds?|us|µs|microseconds?|ms|millis?|milliseconds?|s|secs?|seconds?"
              + "|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)\\s*)+");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");
  private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:|/)\\S*");
  private static final Pattern HOSTNAME =
      Pattern.compile("(?=.{1,254}$)\\w([-\\w]*[A-Za-z0-9])?(\\.\\w([-\\w]*[A-Za-z0-9])?)*\\.?");

  private Formats() {}

  static boolean isQuantity(JsonNode value) {
    return value.isNumber() || value.isTextual() && QUANTITY.matcher(value.asText()).matches();
  }

  /** Whether the value has the format; true for formats that nobody enforces. */
  static boolean matches(JsonNode value, String format) {
    if (Values.isWhole(value)) {
      return switch (format) {
        case "int32" -> fits(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case "int64" -> fits(value, Long.MIN_VALUE, Long.MAX_VALUE);
        default -> true;
      };
    }
    return !value.isTextual() || matches(value.asText(), format);
  }

  private static boolean fits(JsonNode value, long least, long most) {
    BigDecimal number = value.decimalValue();
    return number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  private static boolean matches(String text, String format) {
    return switch (format) {
      case "byte" -> isBase64(text.replace("\n", "").replace("\r", ""));
      case "date-time", "datetime" -> isDateTime(text);
      case "date" -> isDate(text);
      case "duration" ->
          GO_DURATION.matcher(text).matches() || WORDED_DURATION.matcher(text).matches();
      case "ipv4" -> isAddress(text, IPV4);
      case "ipv6" -> isAddress(text, IPV6);
      case "cidr" -> isCidr(text);
      case "uuid" -> UUID.matcher(text).matches();
      case "uri" -> URI.matcher(text).matches();
      case "hostname" -> HOSTNAME.matcher(text).matches();
      default -> true;
    };
  }

  private static boolean isBase64(String text) {
    try {
      // Java's decoder would take a text without its padding.
      return text.length() % 4 == 0 && Base64.getDecoder().decode(text).length >= 0;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      return DATE_TIME.matcher(text).matches()
          && OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).getYear() >= 0;
    } catch (DateTimeException notATime) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).getYear() >= 0;
    } catch (DateTimeException notADate) {
      return false;
    }
  }

  private static boolean isCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return false;
    }
    String address = text.substring(0, slash);
    int bits = Integer.parseInt(text.substring(slash + 1));
    return isAddress(address, IPV4) && bits <= 32 || isAddress(address, IPV6) && bits <= 128;
  }

  private static boolean isAddress(String text, Pattern shape) {
    try {
      // The shape keeps names out, so nothing is ever looked up.
      return shape.matcher(text).matches() && InetAddress.getByName(text).getAddress().length > 0;
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }
}
