package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Kubernetes' strategic merge, as operators lay what people write over what they make themselves:
 * maps are merged, lists of these fields by the key of their elements, every other list is replaced
 * (the tags {@code patchMergeKey} of k8s.io/api).
 */
final class StrategicMerge {

  /** The key that tells elements apart, by the field that has the list; the first that is there. */
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("ephemeralContainers", List.of("name")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("ports", List.of("containerPort", "port")),
          Map.entry("secrets", List.of("name")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey")),
          Map.entry("volumeDevices", List.of("devicePath")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("volumes", List.of("name")));

  /** What an element says to be taken away, or to take the place of the one that is there. */
  private static final String DIRECTIVE = "$patch";

  private StrategicMerge() {}

  /** A map with a patch laid over it; null in the patch takes a field away. */
  static Map<String, Object> of(Map<String, Object> base, Map<String, Object> patch) {
    if ("replace".equals(patch.get(DIRECTIVE))) {
      return without(patch);
    }
    Map<String, Object> merged = new LinkedHashMap<>(base);
    patch.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, merged(key, base.get(key), value));
          }
        });
    return merged;
  }

  /** The same as JSON merge patches have it (RFC 7396): every list is replaced. */
  static Map<String, Object> ofJson(Map<String, Object> base, Map<String, Object> patch) {
    Map<String, Object> merged = new LinkedHashMap<>(base);
    patch.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else if (value instanceof Map) {
            merged.put(key, ofJson(Tree.of(base.get(key)).map(), Tree.of(value).map()));
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  private static Object merged(String key, Object base, Object patch) {
    if (patch instanceof Map) {
      return of(Tree.of(base).map(), Tree.of(patch).map());
    }
    return patch instanceof List<?> more && base instanceof List<?> list && KEYS.containsKey(key)
        ? merged(KEYS.get(key), list, more)
        : patch;
  }

  private static List<Object> merged(List<String> keys, List<?> base, List<?> patch) {
    List<Object> merged = new ArrayList<>(base);
    for (Object one : patch) {
      Map<String, Object> element = Tree.of(one).map();
      int place = place(keys, merged, element);
      boolean isGone = "delete".equals(element.get(DIRECTIVE));
      if (place < 0 && !isGone) {
        merged.add(one);
      } else if (place >= 0 && isGone) {
        merged.remove(place);
      } else if (place >= 0) {
        merged.set(place, of(Tree.of(merged.get(place)).map(), element));
      }
    }
    return merged;
  }

  /** Where the element with the same key is; -1 where there is none. */
  private static int place(List<String> keys, List<Object> list, Map<String, Object> element) {
    String key = keys.stream().filter(element::containsKey).findFirst().orElse(keys.get(0));
    for (int i = 0; i < list.size(); i++) {
      Object value = Tree.of(list.get(i)).map().get(key);
      if (value != null
          && Objects.equals(String.valueOf(value), String.valueOf(element.get(key)))) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, Object> without(Map<String, Object> patch) {
    Map<String, Object> rest = new LinkedHashMap<>(patch);
    rest.remove(DIRECTIVE);
    return rest;
  }
}
