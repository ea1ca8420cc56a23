package com.xtrading.platform;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about everything that was rendered for one environment. */
public final class RenderedAssert extends AbstractAssert<RenderedAssert, JudgedEnvironment> {

  private RenderedAssert(JudgedEnvironment actual) {
    super(actual, RenderedAssert.class);
  }

  public static RenderedAssert assertThat(JudgedEnvironment actual) {
    return new RenderedAssert(actual);
  }

  /** There is one such object, and this is what it says. */
  public ManifestAssert has(String kind, String name) {
    return ManifestAssert.assertThat(Select.one(actual, kind, name));
  }

  /** There is one such object in the namespace, and this is what it says. */
  public ManifestAssert has(String kind, String namespace, String name) {
    return ManifestAssert.assertThat(Select.one(actual, kind, namespace, name));
  }

  public RenderedAssert hasNo(String kind, String name) {
    return hasNo(
        kind + " " + name,
        Select.all(actual, kind).filter(found -> found.name().equals(name)).toList());
  }

  public RenderedAssert hasNo(String kind) {
    return hasNo(kind, Select.all(actual, kind).toList());
  }

  private RenderedAssert hasNo(String unwanted, List<Manifest> found) {
    if (!found.isEmpty()) {
      failWithMessage(
          "expected no %s, found %s", unwanted, found.stream().map(Manifest::id).toList());
    }
    return this;
  }
}
