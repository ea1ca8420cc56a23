package com.xtrading.platform.policy.rules.addresses;

import com.xtrading.platform.objects.NestedText;
import com.xtrading.platform.objects.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a program is told: a variable, a word of its command, a text of a config map.
 *
 * @param key by which it is told; empty for a word without one
 * @param port that another setting tells beside it ({@code X_PORT} for {@code X_HOST}); empty where
 *     there is none
 */
record PodSetting(String key, String text, String port) {

  /**
   * A host by a name without a dot, or by one of which only the key says that it is one.
   *
   * @param port empty where there is none
   * @param surely whether it is meant to be a host, whether there is one or not
   */
  record Host(String name, String port, boolean surely) {}

  private static final String NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";

  /** {@code DB_HOST}, {@code db.host}, {@code dbHost}; not {@code VHOST}. */
  private static final Pattern HOST_KEY =
      Pattern.compile(
          "(.*[^A-Za-z]|.*[a-z](?=[A-Z])|)(?i:hosts?|hostnames?|addr|address|addresses|servers?)");

  private static final Pattern VIRTUAL = Pattern.compile("(?i).*virtual[_.-]?hosts?");

  /** What may be called as a Service is without being its address: {@code SERVICE_NAME}. */
  private static final Pattern OTHER_KEY =
      Pattern.compile("(?i)|.*(name|user|login|client|role|queue|database|component|id)s?");

  private static final Pattern ADDRESS_MARK = Pattern.compile("[.:]");

  private static final Pattern WHOLE =
      Pattern.compile("(?<name>%1$s(\\.%1$s)*)(:(?<port>[1-9]\\d{0,4}))?".formatted(NAME));

  private static final Pattern URL =
      Pattern.compile(
          "\\b%s://([^\\s/@]*@)?(?<name>%s)(:(?<port>[1-9]\\d{0,4}))?(?![\\w.:@*{<-])"
              .formatted(OutsideHost.SCHEME, NAME));

  private static final Pattern HOST_SUFFIX = Pattern.compile("(?i)host(name)?$");

  private static final Pattern OPTION =
      Pattern.compile("--?(?<name>[A-Za-z][\\w.-]*)(=(?<value>.*))?");

  /** Lines of properties and TOML. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^[ \\t]*(?<key>[A-Za-z][\\w.-]*)[ \\t]*=[ \\t]*\"?(?<value>[^\\s\"]+)\"?[ \\t]*$");

  /** Words that say something else where a host could stand. */
  private static final Set<String> NOBODY =
      Set.of("localhost", "true", "false", "on", "off", "yes", "no", "none", "any", "all", "auto");

  /** Settings that are told together. */
  static List<PodSetting> of(Map<String, ?> settings) {
    return settings.entrySet().stream()
        .map(
            one ->
                new PodSetting(
                    one.getKey(), String.valueOf(one.getValue()), port(one.getKey(), settings)))
        .toList();
  }

  private static String port(String key, Map<String, ?> settings) {
    Matcher suffix = HOST_SUFFIX.matcher(key);
    if (!suffix.find()) {
      return "";
    }
    String word =
        suffix.group().startsWith("HOST")
            ? "PORT"
            : suffix.group().startsWith("H") ? "Port" : "port";
    return Optional.ofNullable(settings.get(key.substring(0, suffix.start()) + word))
        .map(String::valueOf)
        .orElse("");
  }

  /** The words of a command, of which some are options and others their values. */
  static List<PodSetting> ofWords(List<String> words) {
    List<PodSetting> settings = new ArrayList<>();
    String option = "";
    for (String word : words) {
      Matcher form = OPTION.matcher(word);
      boolean isOption = form.matches();
      if (isOption && form.group("value") != null) {
        settings.add(new PodSetting(form.group("name"), form.group("value"), ""));
      } else {
        settings.add(new PodSetting(isOption ? "" : option, word, ""));
      }
      option = isOption && form.group("value") == null ? form.group("name") : "";
    }
    return settings;
  }

  /** Settings that stand inside of the text: keys of YAML or JSON, and lines of other formats. */
  List<PodSetting> within() {
    List<PodSetting> settings = new ArrayList<>();
    List<Object> documents = NestedText.documents(key, text);
    documents.forEach(
        document ->
            Scalars.visit(
                document,
                (place, name, value) -> {
                  if (value instanceof String word) {
                    settings.add(new PodSetting(name, word, ""));
                  }
                }));
    if (documents.isEmpty()) {
      Matcher line = LINE.matcher(text);
      while (line.find()) {
        settings.add(new PodSetting(line.group("key"), line.group("value"), ""));
      }
    }
    return settings;
  }

  /** Whether the key says that the text is a host, or some. */
  boolean namesHosts() {
    return HOST_KEY.matcher(key).matches() && !VIRTUAL.matcher(key).matches();
  }

  /** The parts of a text that is a list. */
  List<String> parts() {
    return List.of(text.strip().split("[\\s,;]+"));
  }

  /** Hosts that are the whole text, or stand without a dot in a URL. */
  List<Host> hosts() {
    List<Host> hosts = new ArrayList<>();
    boolean surely = namesHosts();
    for (String part : surely ? parts() : List.of(text)) {
      if (surely || mayBeHost(part)) {
        Matcher whole = WHOLE.matcher(part);
        if (whole.matches()) {
          add(hosts, whole, surely);
        }
      }
    }
    if (text.contains("://")) {
      Matcher url = URL.matcher(text);
      while (url.find()) {
        add(hosts, url, true);
      }
    }
    return hosts;
  }

  private boolean mayBeHost(String whole) {
    return !OTHER_KEY.matcher(key).matches() || ADDRESS_MARK.matcher(whole).find();
  }

  private void add(List<Host> hosts, Matcher found, boolean surely) {
    String name = found.group("name");
    if (name.chars().anyMatch(Character::isLetter) && !NOBODY.contains(name)) {
      hosts.add(new Host(name, Optional.ofNullable(found.group("port")).orElse(port), surely));
    }
  }
}
