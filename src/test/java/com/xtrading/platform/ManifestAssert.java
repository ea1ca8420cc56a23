package com.xtrading.platform;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** Assertions about the meaning of one rendered object. */
public final class ManifestAssert extends AbstractAssert<ManifestAssert, Manifest> {

  private ManifestAssert(Manifest actual) {
    super(actual, ManifestAssert.class);
  }

  public static ManifestAssert assertThat(Manifest actual) {
    return new ManifestAssert(actual);
  }

  /** A place in the object; see {@link Select#at(Manifest, String, String...)}. */
  public Place at(String path, String... keys) {
    return new Place(
        path + (keys.length == 0 ? "" : Arrays.toString(keys)), Select.at(actual, path, keys));
  }

  /** The first container sets this much aside. */
  public ManifestAssert requests(String cpu, String memory) {
    return resources("requests", cpu, memory);
  }

  /** The first container can use this much. */
  public ManifestAssert limits(String cpu, String memory) {
    return resources("limits", cpu, memory);
  }

  /**
   * The policy lets its pods connect to pods.
   *
   * @param label as {@code key=value}
   */
  public ManifestAssert allowsEgressTo(String namespace, String label, int port) {
    return allows("egress", namespace + "/" + label, "TCP " + port);
  }

  /** The policy lets its pods connect to addresses. */
  public ManifestAssert allowsEgressTo(String cidr, int port) {
    return allows("egress", cidr, "TCP " + port);
  }

  /**
   * The policy lets pods connect to its own.
   *
   * @param label as {@code key=value}
   */
  public ManifestAssert allowsIngressFrom(String namespace, String label, int port) {
    return allows("ingress", namespace + "/" + label, "TCP " + port);
  }

  /** The policy governs both directions and opens none. */
  public ManifestAssert allowsNothing() {
    at("spec.policyTypes").is(List.of("Ingress", "Egress"));
    if (!Opening.of(actual).isEmpty()) {
      failWithMessage("%s allows %s", actual.id(), Opening.of(actual));
    }
    return this;
  }

  private ManifestAssert allows(String direction, String peer, String port) {
    boolean open =
        Opening.of(actual).stream()
            .anyMatch(
                opening ->
                    opening.direction().equals(direction)
                        && opening.peer().equals(peer)
                        && opening.port().equals(port));
    if (!open) {
      failWithMessage(
          "%s does not allow %s %s %s, only %s",
          actual.id(), direction, peer, port, Opening.of(actual));
    }
    return this;
  }

  private ManifestAssert resources(String which, String cpu, String memory) {
    String container = "spec.template.spec.containers.0.resources." + which;
    return at(container + ".cpu").is(cpu).at(container + ".memory").is(memory);
  }

  /** One place of the object. */
  public final class Place {
    private final String path;
    private final Tree tree;

    private Place(String path, Tree tree) {
      this.path = path;
      this.tree = tree;
    }

    public ManifestAssert isAbsent() {
      if (tree.exists()) {
        failWithMessage("%s: %s is %s, and should not be there", actual.id(), path, found());
      }
      return ManifestAssert.this;
    }

    public ManifestAssert exists() {
      if (!tree.exists()) {
        failWithMessage("%s: there is no %s", actual.id(), path);
      }
      return ManifestAssert.this;
    }

    /** Numbers are equal when they print equally: trees hold whole numbers of several types. */
    public ManifestAssert is(Object expected) {
      if (!Objects.equals(Objects.toString(found()), Objects.toString(expected))) {
        failWithMessage("%s: %s is %s and should be %s", actual.id(), path, found(), expected);
      }
      return ManifestAssert.this;
    }

    private Object found() {
      return tree.node().orElse(null);
    }
  }
}
