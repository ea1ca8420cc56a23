package com.xtrading.platform.charts;

import com.xtrading.platform.Select;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.stream.Stream;

/**
 * An add-on as an Application tells Argo CD to bring it.
 *
 * @param name of the component
 * @param namespace where its objects go that name none
 * @param source where it comes from, with what we say to it
 */
record DeliveredAddOn(String name, String namespace, Tree source) {

  /** Those of an environment. */
  static List<DeliveredAddOn> of(JudgedEnvironment rendered) {
    return Select.all(rendered, "Application")
        .flatMap(application -> of(application, rendered.name()))
        .toList();
  }

  private static Stream<DeliveredAddOn> of(Manifest application, String environment) {
    return application
        .at("spec", "sources")
        .elements()
        .limit(1) // ours is the second
        .map(
            source ->
                new DeliveredAddOn(
                    application.name().substring(environment.length() + 1),
                    application.at("spec", "destination", "namespace").text(""),
                    source));
  }

  String version() {
    return source.at("targetRevision").text("");
  }

  /** The folder of its repository; empty for a chart that is packed. */
  String path() {
    return source.at("path").text("");
  }

  boolean isChart() {
    return source.at("helm").exists();
  }

  /** What its facts are called. */
  String key() {
    return name + "-" + version();
  }
}
