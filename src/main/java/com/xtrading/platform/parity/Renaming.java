package com.xtrading.platform.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings that only give names, such as a domain: whoever writes the one name for the other, here
 * and there, gets the other result. What then still differs is done by something that asks for a
 * name, as in "if this is production".
 */
final class Renaming {

  /** What something is called on either side. */
  private record Name(String from, String to) {}

  private final List<Name> names = new ArrayList<>();
  private final Pattern any;

  Renaming(List<SettingCause.Setting> settings) {
    for (SettingCause.Setting setting : settings) {
      List<String> from = words(setting.from());
      List<String> to = words(setting.to());
      for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
        names.add(new Name(from.get(i), to.get(i)));
      }
    }
    // Longer names first: a name may be a part of another one.
    names.sort(Comparator.comparingInt((Name name) -> -name.from().length()));
    any =
        Pattern.compile(
            names.stream()
                .map(name -> Pattern.quote(name.from()))
                .collect(Collectors.joining("|")));
  }

  /**
   * The items of a list, or the value; hosts in URLs, and groups without the prefix of who knows
   * them, are names too.
   */
  private static List<String> words(String value) {
    return value.startsWith("[")
        ? Arrays.asList(value.substring(1, value.length() - 1).split(", "))
        : List.of(
            value,
            value.replaceFirst("^https://", "").replaceFirst("[:/].*$", ""),
            value.replaceFirst("^[a-z]+:(?!//)", ""));
  }

  /** What differs beside the names. */
  List<OutputChange> others(OutputSnapshot before, OutputSnapshot after) {
    List<OutputChange> found = new ArrayList<>();
    Map<String, Object> rest = new TreeMap<>(after.things());
    before
        .things()
        .forEach(
            (name, thing) -> {
              Optional<String> renamed = partner(name, rest);
              if (renamed.isEmpty()) {
                found.add(new OutputChange(name, "", "there", ""));
              } else {
                compare(name, "", thing, rest.remove(renamed.get()), found);
              }
            });
    rest.keySet().forEach(name -> found.add(new OutputChange(name, "", "", "there")));
    return found;
  }

  private Optional<String> partner(String name, Map<String, Object> others) {
    if (others.containsKey(name)) {
      return Optional.of(name);
    }
    Pattern renamed = renamed(name);
    return others.keySet().stream().filter(other -> renamed.matcher(other).matches()).findFirst();
  }

  /** The text with each name as it was, or as it is on the other side. */
  private Pattern renamed(String text) {
    StringBuilder pattern = new StringBuilder();
    Matcher matcher = any.matcher(text);
    int end = 0;
    while (!names.isEmpty() && matcher.find()) {
      String found = matcher.group();
      pattern.append(Pattern.quote(text.substring(end, matcher.start())));
      pattern.append("(?:").append(Pattern.quote(found));
      names.stream()
          .filter(name -> name.from().equals(found))
          .forEach(name -> pattern.append('|').append(Pattern.quote(name.to())));
      pattern.append(')');
      end = matcher.end();
    }
    return Pattern.compile(pattern + Pattern.quote(text.substring(end)));
  }

  private void compare(
      String thing, String path, Object one, Object other, List<OutputChange> found) {
    if (Objects.equals(one, other) || path.contains(".checksum/")) {
      return; // a checksum follows from what it is made of
    }
    if (one instanceof Map<?, ?> mine && other instanceof Map<?, ?> theirs) {
      Map<String, Object> rest = new LinkedHashMap<>();
      theirs.forEach((key, value) -> rest.put(key.toString(), value));
      mine.forEach(
          (key, value) -> {
            String below = path.isEmpty() ? key.toString() : path + "." + key;
            compare(
                thing,
                below,
                value,
                partner(key.toString(), rest).map(rest::remove).orElse(""),
                found);
          });
      rest.forEach(
          (key, value) -> found.add(new OutputChange(thing, path + "." + key, "", "there")));
    } else if (one instanceof List<?> mine && other instanceof List<?> theirs) {
      if (!areAlike(mine, theirs)) {
        found.add(difference(thing, path, one.toString(), other.toString()));
      }
    } else {
      String mine = one.toString();
      String theirs = other.toString();
      if (!renamed(mine).matcher(theirs).matches()
          && !areAlike(mine.lines().toList(), theirs.lines().toList())) {
        found.add(difference(thing, path, mine, theirs));
      }
    }
  }

  /** Shown from the first line on that is not the other one under another name. */
  private OutputChange difference(String thing, String path, String mine, String theirs) {
    List<String> left = mine.lines().toList();
    List<String> right = theirs.lines().toList();
    int line = 0;
    while (line < Math.min(left.size(), right.size())
        && renamed(left.get(line)).matcher(right.get(line)).matches()) {
      line++;
    }
    Excerpts shown =
        Excerpts.of(
            line < left.size() ? left.get(line).strip() : "",
            line < right.size() ? right.get(line).strip() : "");
    return new OutputChange(
        thing,
        left.size() + right.size() > 2 ? "%s, line %d".formatted(path, line + 1) : path,
        shown.mine(),
        shown.theirs());
  }

  /** Lists that are sorted by names come in another order under other names. */
  private boolean areAlike(List<?> mine, List<?> theirs) {
    List<String> rest = new ArrayList<>(theirs.stream().map(Object::toString).toList());
    for (Object item : mine) {
      Pattern renamed = renamed(item.toString());
      Optional<String> partner =
          rest.stream().filter(other -> renamed.matcher(other).matches()).findFirst();
      if (partner.isEmpty()) {
        return false;
      }
      rest.remove(partner.get());
    }
    return rest.isEmpty();
  }
}
