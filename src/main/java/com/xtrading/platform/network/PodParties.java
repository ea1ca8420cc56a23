package com.xtrading.platform.network;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.objects.PodTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who runs. Pods are called after whoever makes them at last: a Deployment, where its ReplicaSets
 * and pods are there too. Those of one owner are one party where no policy can tell them apart, and
 * otherwise each is one.
 */
final class PodParties {

  /** Kinds that other objects make, by their owner references. */
  private static final Map<PodKind, Integer> MADE_BY_OTHERS =
      Map.of(
          PodKind.POD, 2,
          PodKind.REPLICA_SET, 1,
          PodKind.REPLICATION_CONTROLLER, 1,
          PodKind.JOB, 1);

  /** More than any chain of owners has. */
  private static final int LONGEST_CHAIN = 8;

  private record Name(String namespace, GroupKind kind, String name) {
    static Name of(Manifest object) {
      return new Name(namespaceOf(object), object.groupKind(), object.name());
    }
  }

  /** What policies see of pods: which selectors match, and ports that are named. */
  private record Seen(List<Boolean> matches, Set<Party.NamedPort> ports, boolean onNode) {}

  private final Map<Name, PodTemplate> byName = new LinkedHashMap<>();
  private final Map<ManifestId, List<Party.Pods>> byObject = new HashMap<>();
  private final List<Party.Pods> all = new ArrayList<>();
  private final PolicyMentions mentioned;
  private final Set<String> keys;

  /**
   * @param templates everything that runs
   * @param mentioned what policies look at
   */
  PodParties(Collection<PodTemplate> templates, PolicyMentions mentioned) {
    this.mentioned = mentioned;
    keys = mentioned.keys();
    templates.stream()
        // It is only there to be copied.
        .filter(template -> template.kind() != PodKind.POD_TEMPLATE)
        .forEach(template -> byName.putIfAbsent(Name.of(template.owner()), template));
    Map<Name, List<PodTemplate>> families = new LinkedHashMap<>();
    byName
        .values()
        .forEach(
            template ->
                families
                    .computeIfAbsent(maker(template, 0), unused -> new ArrayList<>())
                    .add(template));
    families.forEach(this::add);
    all.sort(Comparator.comparing(Party::toString));
  }

  /** Everybody, in the order of their names. */
  List<Party.Pods> all() {
    return List.copyOf(all);
  }

  /** The parties that the pods of an object are, or belong to. */
  List<Party.Pods> of(Manifest object) {
    return byObject.getOrDefault(object.id(), List.of());
  }

  private void add(Name maker, List<PodTemplate> family) {
    List<Party.Pods> pods = closest(family).stream().flatMap(this::pods).toList();
    List<Party.Pods> parties =
        pods.size() > 1 && areToldApart(pods)
            ? pods
            : List.of(pods.get(0).called(maker.namespace(), maker.name(), maker.kind()));
    all.addAll(parties);
    family.forEach(template -> byObject.put(template.owner().id(), parties));
  }

  /** Who makes an object at last; itself where nobody does. */
  private Name maker(PodTemplate template, int steps) {
    Tree owner = owner(template);
    if (!owner.exists() || steps == LONGEST_CHAIN) {
      return Name.of(template.owner());
    }
    GroupKind kind =
        owner.at("kind").text("").isEmpty() ? PodKind.POD.groupKind() : PodKind.namedBy(owner);
    Name name = new Name(namespaceOf(template.owner()), kind, nameOf(owner));
    PodTemplate known = byName.get(name);
    return known == null ? name : maker(known, steps + 1);
  }

  /** The reference to the object that makes this one; nothing for one that stands by itself. */
  private static Tree owner(PodTemplate template) {
    if (!MADE_BY_OTHERS.containsKey(template.kind())) {
      return Tree.of(null);
    }
    List<Tree> owners =
        template
            .owner()
            .at("metadata", "ownerReferences")
            .elements()
            // A node owns the pods that its kubelet reads from files, and many alike.
            .filter(one -> !PodKind.namedBy(one).equals(Kinds.NODE) && !nameOf(one).isEmpty())
            .toList();
    return owners.stream()
        .filter(one -> one.at("controller").isTrue())
        .findFirst()
        .or(() -> owners.stream().filter(one -> !one.at("controller").exists()).findFirst())
        .orElse(Tree.of(null));
  }

  /** What is closest to the pods that run: they themselves, where they are known. */
  private static List<PodTemplate> closest(List<PodTemplate> family) {
    List<PodTemplate> running = family.stream().filter(one -> !isOutdated(one)).toList();
    List<PodTemplate> known = running.isEmpty() ? family : running;
    int level = known.stream().mapToInt(PodParties::level).max().orElse(0);
    return known.stream().filter(one -> level(one) == level).toList();
  }

  private static int level(PodTemplate template) {
    return MADE_BY_OTHERS.getOrDefault(template.kind(), 0);
  }

  /** Whether a Deployment keeps it only to go back to it. */
  private static boolean isOutdated(PodTemplate template) {
    return template.kind() == PodKind.REPLICA_SET
        && owner(template).exists()
        && template.owner().at("spec", "replicas").number(1) == 0;
  }

  private Stream<Party.Pods> pods(PodTemplate template) {
    Party.Pods pods = Party.of(template.owner(), template.tree(), template.ports());
    return AddedLabels.to(template, keys).stream()
        .map(
            added -> {
              Map<String, Object> labels = new TreeMap<>(added.labels());
              labels.putAll(pods.labels());
              return new Party.Pods(
                  pods.namespace(),
                  added.pod().orElse(pods.name()),
                  added.pod().isPresent() ? PodKind.POD.groupKind() : pods.kind(),
                  labels,
                  pods.ports(),
                  pods.onNode());
            });
  }

  private boolean areToldApart(List<Party.Pods> pods) {
    Set<String> different =
        keys.stream()
            .filter(
                key ->
                    pods.stream()
                            .map(one -> Optional.ofNullable(one.labels().get(key)))
                            .distinct()
                            .count()
                        > 1)
            .collect(Collectors.toSet());
    List<LabelSelector> deciding =
        different.isEmpty()
            ? List.of()
            : mentioned.selectors().stream()
                .filter(selector -> !Collections.disjoint(selector.keys(), different))
                .toList();
    return pods.stream().map(one -> seen(one, deciding)).distinct().count() > 1;
  }

  private Seen seen(Party.Pods pods, List<LabelSelector> selectors) {
    Set<Party.NamedPort> ports = new HashSet<>(pods.ports());
    ports.removeIf(port -> !mentioned.ports().contains(port.name()));
    return new Seen(
        selectors.stream().map(selector -> selector.matches(pods.labels())).toList(),
        ports,
        pods.onNode());
  }

  private static String namespaceOf(Manifest object) {
    return object.namespace().isEmpty() ? "default" : object.namespace();
  }

  private static String nameOf(Tree reference) {
    return reference.at("name").text("");
  }
}
