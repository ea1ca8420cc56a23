package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether room is kept for what is still to come, and for nothing else: a part that is rendered
 * would count twice.
 */
final class Reservations {

  private final Capacity asked;
  private final Fleet fleet;
  private final List<Manifest> manifests;

  Reservations(Capacity asked, Fleet fleet, List<Manifest> manifests) {
    this.asked = asked;
    this.fleet = fleet;
    this.manifests = manifests;
  }

  List<Shortfall> shortfalls() {
    List<Shortfall> found = new ArrayList<>();
    PriorityClasses classes = PriorityClasses.in(manifests);
    Set<String> components =
        manifests.stream().map(Manifest::component).collect(Collectors.toSet());
    asked
        .reserved()
        .orElseGet(TreeMap::new)
        .forEach(
            (name, part) -> {
              String place = "capacity.reserved." + name;
              if (components.contains(name.value()) || runs(name.value())) {
                found.add(
                    new Shortfall(
                        Scenario.STEADY,
                        place,
                        "%s is rendered, and would count twice".formatted(name),
                        "remove the reservation"));
              }
              if (classes.find(part.priorityClass().value()).isEmpty()) {
                found.add(
                    new Shortfall(
                        Scenario.STEADY,
                        place + ".priorityClass",
                        "there is no PriorityClass %s".formatted(part.priorityClass()),
                        "choose from " + String.join(", ", classes.names())));
              }
            });
    return found;
  }

  private boolean runs(String name) {
    return fleet.sets().stream()
        .filter(set -> !set.source().startsWith("capacity."))
        .anyMatch(set -> Expectations.nameOf(set.name()).equals(name));
  }
}
