package com.xtrading.platform.delivery;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Upstream;
import com.xtrading.platform.kubernetes.DrawnKind;
import com.xtrading.platform.manifest.GroupKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the Applications of one project bring, drawn by us or brought by their upstream. */
final class ProjectContent {

  private final List<Component> members;
  private final Map<Component, SortedSet<DrawnKind>> drawn;

  ProjectContent(List<Component> members, Map<Component, SortedSet<DrawnKind>> drawn) {
    this.members = members;
    this.drawn = drawn;
  }

  /** Where their charts and folders come from. */
  SortedSet<String> repositories() {
    return upstreams().map(Upstream::repository).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where they live, and where else they have objects. */
  SortedSet<String> namespaces() {
    return Stream.concat(
            members.stream()
                .flatMap(
                    member ->
                        member.delivery().upstream().isPresent()
                            ? member.delivery().namespaces().stream()
                            : Stream.of(member.namespace()))
                .map(namespace -> namespace.name()),
            drawn().filter(Predicate.not(DrawnKind::isOfCluster)).map(DrawnKind::namespace))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What belongs to the cluster and to no namespace. */
  SortedSet<GroupKind> clusterKinds() {
    SortedSet<GroupKind> kinds =
        drawn()
            .filter(DrawnKind::isOfCluster)
            .map(DrawnKind::kind)
            .collect(Collectors.toCollection(TreeSet::new));
    upstreams().forEach(from -> from.brings().forEach(part -> kinds.addAll(part.kinds())));
    return kinds;
  }

  private Stream<DrawnKind> drawn() {
    return members.stream().map(drawn::get).flatMap(Collection::stream);
  }

  private Stream<Upstream> upstreams() {
    return members.stream().flatMap(member -> member.delivery().upstream().stream());
  }
}
