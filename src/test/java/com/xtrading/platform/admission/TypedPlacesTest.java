package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.FieldTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a rule reads has a type: an object that the rule could not evaluate is named before. */
class TypedPlacesTest {

  static List<String> places() {
    List<String> places = new ArrayList<>();
    for (PolicyText text : PolicyText.all()) {
      for (Control control : text.controls()) {
        for (Control.Start start : control.starts()) {
          String base = start.among().isList() ? "spec.containers[*]" : "";
          start.paths().forEach(path -> places.add(FieldPattern.join(base, path.text())));
        }
      }
    }
    return places.stream().distinct().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("places")
  void aWrongValueOnTheWayIsNamed(String place) {
    List<String> steps =
        Stream.of(place.replace("[\"", ".").replace("\"]", "").replace("[*]", ".*").split("\\."))
            .toList();
    for (int length = 1; length <= steps.size(); length++) {
      List<String> way = steps.subList(0, length);
      // One of both is no mapping, and one is no list; what is there is neither a text nor a
      // number.
      List<String> problems = new ArrayList<>(problems(way, List.of(List.of())));
      problems.addAll(problems(way, Map.of("a", Map.of())));
      assertThat(problems).as(String.join(".", way)).isNotEmpty();
    }
  }

  private static List<String> problems(List<String> way, Object value) {
    Object tree = value;
    for (int i = way.size() - 1; i >= 0; i--) {
      tree = way.get(i).equals("*") ? List.of(tree) : Map.of(way.get(i), tree);
    }
    Map<String, Object> object = new java.util.HashMap<>((Map<String, Object>) tree);
    boolean selects = way.contains("selector");
    object.put("apiVersion", selects ? "apps/v1" : "v1");
    object.put("kind", selects ? "Deployment" : "Pod");
    return FieldTypes.problems(new Manifest("a.yaml", "", object));
  }
}
