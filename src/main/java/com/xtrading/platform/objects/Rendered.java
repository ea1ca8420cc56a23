package com.xtrading.platform.objects;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rendered result of one environment, as rules see it: the trees that will be the bytes of
 * {@code dist/<env>/}.
 *
 * @param environment name of the environment
 * @param manifests every Kubernetes object
 * @param files every native file
 * @param made what operators and charts will make because of it
 */
public record Rendered(
    String environment, List<Manifest> manifests, List<NativeFile> files, List<Made> made) {

  public Rendered {
    manifests = List.copyOf(manifests);
    files = List.copyOf(files);
    made = List.copyOf(made);
  }

  /** Every object of a kind, custom or not. */
  public Stream<Manifest> ofKind(String... kinds) {
    List<String> wanted = List.of(kinds);
    return manifests.stream().filter(manifest -> wanted.contains(manifest.kind()));
  }
}
