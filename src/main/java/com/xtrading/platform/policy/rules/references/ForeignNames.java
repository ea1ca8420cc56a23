package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.environment.EnvironmentIdentities;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the names of other environments in text.
 *
 * <p>A host is a name with a dot and counts wherever it stands as a whole: {@code xtrading.com} is
 * not found in {@code staging.xtrading.com}. A name without a dot may be an ordinary word, so it
 * counts only where a namespace ({@code postgres.NAME.svc}) or a bucket ({@code s3://NAME}) stands.
 */
final class ForeignNames {

  /** A name and the environment that it belongs to. */
  record Name(String text, String environment) {}

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]");
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9-]+\\.([a-z0-9-]+)\\.svc(?![a-z0-9-])");
  private static final Pattern BUCKET =
      Pattern.compile("(?:s3://|arn:aws[a-z-]*:s3:::)([a-z0-9.-]*[a-z0-9])");

  private static final Pattern BUCKET_KEY = Pattern.compile("(?i).*bucket(name)?");

  private record Text(String key, String text) {}

  private final Map<String, String> environments;

  /** The same texts stand in hundreds of objects. */
  private final Map<Text, Optional<Name>> known = new HashMap<>();

  private final boolean hasHosts;

  private ForeignNames(Map<String, String> environments) {
    this.environments = environments;
    this.hasHosts = environments.keySet().stream().anyMatch(name -> name.contains("."));
  }

  static ForeignNames seenFrom(String environment, EnvironmentIdentities all) {
    Map<String, Set<String>> identities = all.byEnvironment();
    Map<String, String> foreign = new HashMap<>();
    Set<String> own = all.of(environment);
    identities.keySet().stream()
        .sorted()
        .filter(other -> !other.equals(environment))
        .forEach(
            other ->
                identities.get(other).stream()
                    .filter(name -> !own.contains(name))
                    .forEach(name -> foreign.putIfAbsent(name.toLowerCase(Locale.ROOT), other)));
    return new ForeignNames(foreign);
  }

  boolean isEmpty() {
    return environments.isEmpty();
  }

  Optional<Name> exactly(String name) {
    return Optional.ofNullable(environments.get(name))
        .map(environment -> new Name(name, environment));
  }

  /**
   * The first foreign host, namespace or bucket in a text.
   *
   * @param key the name that the text goes by, such as {@code bucketName}
   */
  Optional<Name> in(String key, String text) {
    return environments.isEmpty()
        ? Optional.empty()
        : known.computeIfAbsent(new Text(key, text), this::lookedFor);
  }

  private Optional<Name> lookedFor(Text where) {
    String key = where.key();
    String text = where.text();
    if (key.equals(LabelKeys.NAMESPACE_NAME) || BUCKET_KEY.matcher(key).matches()) {
      Optional<Name> named = exactly(text);
      if (named.isPresent()) {
        return named;
      }
    }
    if (hasHosts && text.indexOf('.') >= 0) {
      Optional<Name> host = find(HOST, 0, text);
      if (host.isPresent()) {
        return host;
      }
    }
    if (text.contains(".svc")) {
      Optional<Name> namespace = find(SERVICE, 1, text);
      if (namespace.isPresent()) {
        return namespace;
      }
    }
    return text.contains("s3:") ? find(BUCKET, 1, text) : Optional.empty();
  }

  private Optional<Name> find(Pattern pattern, int group, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(group).toLowerCase(Locale.ROOT);
      Optional<Name> found = exactly(name);
      if (found.isPresent() && (group > 0 || isHost(text, name, matcher.start(), matcher.end()))) {
        return found;
      }
    }
    return Optional.empty();
  }

  // Neither words without a dot, nor label prefixes (xtrading.com/environment), nor mail addresses.
  private static boolean isHost(String text, String name, int start, int end) {
    boolean inUrl = text.contains("://");
    boolean prefix =
        end < text.length()
            && text.charAt(end) == '/'
            && (start < 2 || !text.startsWith("//", start - 2))
            && !(inUrl && start > 0 && text.charAt(start - 1) == '@');
    boolean mail = !inUrl && start > 0 && text.charAt(start - 1) == '@';
    return name.contains(".") && !prefix && !mail;
  }
}
