package com.xtrading.platform.scaffold;

import com.xtrading.platform.model.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an environment file. Comments, order and spelling of what is there stay.
 *
 * @param name of the environment
 * @param text of the file
 */
record EnvironmentText(String name, String text) {

  private static final Pattern SERVICES = Pattern.compile("(?m)^services:[ \t]*(?:#.*)?\n");

  /** Lines that belong to the section above them: indented, and no comment on what follows. */
  private static final Pattern SECTION =
      Pattern.compile("(?:[ \t]+[^\\s#].*\n|[ \t]*(?:#.*)?\n)*[ \t]+[^\\s#].*\n");

  private static final Pattern NODES = Pattern.compile("(?m)^  nodes:");

  /**
   * The file with one more entry below {@code services}.
   *
   * @param entry lines with the indentation of an entry
   */
  EnvironmentText withService(String service, String entry) {
    if (Pattern.compile("(?m)^  " + Pattern.quote(service) + ":").matcher(text).find()) {
      throw new UserError(
          "environments/%s.yaml has services.%s already".formatted(name, service),
          "choose another name, or edit it there");
    }
    Matcher services = SERVICES.matcher(text);
    Matcher section = SECTION.matcher(text);
    if (!services.find() || !section.region(services.end(), text.length()).lookingAt()) {
      throw unknown("services:");
    }
    return new EnvironmentText(
        name, text.substring(0, section.end()) + entry + text.substring(section.end()));
  }

  /** The file with another number of nodes, and as many more at the most. */
  EnvironmentText withNodes(int count) {
    int before = number("count");
    int most = number("autoscaleTo");
    return with("count", count).with("autoscaleTo", Math.max(count, most + count - before));
  }

  /** A whole number below {@code cluster.nodes}. */
  int number(String key) {
    Matcher found = nodes(key);
    return Integer.parseInt(found.group(2));
  }

  private EnvironmentText with(String key, int number) {
    Matcher found = nodes(key);
    return new EnvironmentText(
        name, text.substring(0, found.start(2)) + number + text.substring(found.end(2)));
  }

  private Matcher nodes(String key) {
    Matcher nodes = NODES.matcher(text);
    Matcher value = Pattern.compile("(\\b" + key + ": *)(\\d+)").matcher(text);
    if (!nodes.find() || !value.find(nodes.end())) {
      throw unknown("cluster.nodes." + key);
    }
    return value;
  }

  private UserError unknown(String place) {
    return new UserError(
        "environments/%s.yaml: %s is not where it is looked for".formatted(name, place),
        "edit the file by hand");
  }
}
