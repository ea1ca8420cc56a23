package com.xtrading.platform.objects;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.ReadmeSection;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * One environment as it is rendered: what it was rendered from, and the trees and texts that will
 * be the bytes of {@code dist/<env>/}.
 *
 * @param environment its settings
 * @param topology what was declared for it
 * @param objects every Kubernetes object, rendered or made because of what is
 * @param files every native file
 * @param sections what components tell people in the README
 */
public record RenderedEnvironment(
    Environment environment,
    Topology topology,
    ClusterObjects objects,
    List<NativeFile> files,
    List<ReadmeSection> sections) {

  public RenderedEnvironment {
    files = List.copyOf(files);
    sections = List.copyOf(sections);
  }

  /** The name of the environment. */
  public String name() {
    return environment.name().value();
  }

  /** Every rendered object. */
  public List<Manifest> manifests() {
    return objects.manifests();
  }

  /** The same with one more file. */
  public RenderedEnvironment with(NativeFile file) {
    List<NativeFile> more = new ArrayList<>(files);
    more.add(file);
    return new RenderedEnvironment(environment, topology, objects, more, sections);
  }
}
