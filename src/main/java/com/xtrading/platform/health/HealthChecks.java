package com.xtrading.platform.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.xtrading.platform.manifest.GroupKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How Argo CD tells the health of every kind that we render: by a check of its own, by one that we
 * deliver, or not at all, for a reason. The one list is {@code kinds.yaml}, and each delivered
 * check a file in Lua beside it.
 */
public final class HealthChecks {

  private static final String LIST = "kinds.yaml";

  private static final class Read {
    private static final Kinds KINDS = kinds();
    private static final Set<GroupKind> DECIDED = Set.copyOf(all(KINDS));
    private static final SortedMap<GroupKind, String> DELIVERED = delivered(KINDS);
  }

  private record Kinds(
      String argocd, List<String> own, List<String> delivered, List<Without> none) {}

  private record Without(String because, List<String> kinds) {}

  private HealthChecks() {}

  /** Whether somebody has decided how the health of a kind is told. */
  public static boolean areDecidedFor(GroupKind kind) {
    return Read.DECIDED.contains(kind);
  }

  /** The checks that we deliver, in Lua, by kind. */
  public static SortedMap<GroupKind, String> delivered() {
    return Read.DELIVERED;
  }

  /** What Argo CD calls a kind in its settings; a check of one is in a file of this name. */
  public static String settingOf(GroupKind kind) {
    return kind.group().isEmpty() ? kind.kind() : kind.group() + "_" + kind.kind();
  }

  /** Every kind of the list, in its order. */
  static List<GroupKind> all() {
    return all(Read.KINDS);
  }

  private static List<GroupKind> all(Kinds kinds) {
    return Stream.of(
            kinds.own().stream(),
            kinds.delivered().stream(),
            kinds.none().stream().map(Without::kinds).flatMap(Collection::stream))
        .flatMap(written -> written)
        .map(HealthChecks::kind)
        .toList();
  }

  /** {@code Deployment.apps}. */
  private static GroupKind kind(String written) {
    String[] parts = written.split("\\.", 2);
    return new GroupKind(parts.length == 1 ? "" : parts[1], parts[0]);
  }

  private static Kinds kinds() {
    try {
      return new ObjectMapper(new YAMLFactory()).readValue(text(LIST), Kinds.class);
    } catch (IOException e) {
      throw new UncheckedIOException(LIST, e);
    }
  }

  private static SortedMap<GroupKind, String> delivered(Kinds kinds) {
    SortedMap<GroupKind, String> checks = new TreeMap<>();
    for (String written : kinds.delivered()) {
      GroupKind kind = kind(written);
      checks.put(kind, text(settingOf(kind) + ".lua"));
    }
    return Collections.unmodifiableSortedMap(checks);
  }

  private static String text(String name) {
    try (InputStream file = HealthChecks.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("resource %s is missing".formatted(name));
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
