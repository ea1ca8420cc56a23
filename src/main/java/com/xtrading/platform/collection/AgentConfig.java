package com.xtrading.platform.collection;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.NestedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Fluent Bit 5 is told, in its YAML form.
 *
 * @param service settings of the whole, by their names in small letters
 */
record AgentConfig(
    Map<String, String> service, List<Step> inputs, List<Step> filters, List<Step> outputs) {

  AgentConfig {
    service = Map.copyOf(service);
    inputs = List.copyOf(inputs);
    filters = List.copyOf(filters);
    outputs = List.copyOf(outputs);
  }

  static AgentConfig read(String name, String text) {
    Tree top =
        NestedText.documents(name, text).stream().findFirst().map(Tree::of).orElse(Tree.of(null));
    return new AgentConfig(
        Step.texts(top.at("service")),
        steps(top, "inputs"),
        steps(top, "filters"),
        steps(top, "outputs"));
  }

  private static List<Step> steps(Tree top, String part) {
    List<Step> steps = new ArrayList<>();
    top.at("pipeline", part)
        .elements()
        .forEach(one -> steps.add(Step.of("pipeline.%s[%d]".formatted(part, steps.size()), one)));
    return steps;
  }

  String service(String key, String otherwise) {
    return service.getOrDefault(key, otherwise);
  }
}
