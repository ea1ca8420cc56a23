package com.xtrading.platform.policy.rules.addresses;

import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.PodTemplate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the containers of a pod are told: their environment, words and config maps.
 *
 * @param told as it stands there
 * @param hosts every host without a scheme in these texts, and in what stands inside of them
 * @param addresses every address of the internet protocol, likewise
 */
record PodSettings(
    List<PodSetting> told, List<PodSetting.Host> hosts, List<HostAddress> addresses) {

  /**
   * What stands inside of settings, as far as it is known: most config maps are in all
   * environments.
   */
  static final class Within {

    private final Map<PodSetting, List<PodSetting>> known = new ConcurrentHashMap<>();

    private List<PodSetting> of(PodSetting setting) {
      return known.computeIfAbsent(setting, PodSetting::within);
    }
  }

  static PodSettings of(PodTemplate pod, ObjectIndex index, Within inside) {
    List<PodSetting> told = told(pod, index);
    List<PodSetting> within =
        told.stream().flatMap(setting -> inside.of(setting).stream()).toList();
    return new PodSettings(
        told,
        Stream.concat(told.stream(), within.stream())
            .flatMap(setting -> setting.hosts().stream())
            .toList(),
        Stream.concat(
                told.stream().flatMap(setting -> HostAddress.in(setting).stream()),
                within.stream().flatMap(setting -> HostAddress.alone(setting).stream()))
            .distinct()
            .toList());
  }

  private static List<PodSetting> told(PodTemplate pod, ObjectIndex index) {
    List<PodSetting> settings = new ArrayList<>();
    Set<String> configMaps = new LinkedHashSet<>();
    for (PodTemplate.Container container : pod.containers()) {
      Tree tree = container.tree();
      Map<String, Object> environment = new TreeMap<>();
      tree.at("env")
          .elements()
          .filter(one -> one.at("value").exists())
          .forEach(one -> environment.put(one.at("name").text(""), one.at("value").text("")));
      settings.addAll(PodSetting.of(environment));
      settings.addAll(
          PodSetting.ofWords(
              Stream.concat(tree.at("command").elements(), tree.at("args").elements())
                  .map(word -> word.text(""))
                  .toList()));
      tree.at("envFrom")
          .elements()
          .map(source -> source.at("configMapRef", "name").text(""))
          .forEach(configMaps::add);
      tree.at("env")
          .elements()
          .map(one -> one.at("valueFrom", "configMapKeyRef", "name").text(""))
          .forEach(configMaps::add);
    }
    pod.spec()
        .at("volumes")
        .elements()
        .flatMap(
            volume ->
                Stream.concat(Stream.of(volume), volume.at("projected", "sources").elements()))
        .map(source -> source.at("configMap", "name").text(""))
        .forEach(configMaps::add);
    configMaps.forEach(
        name ->
            index
                .find(Kinds.CONFIG_MAP, pod.owner().namespace(), name)
                .filter(map -> !map.at("metadata", "annotations", AnnotationKeys.PAGES).exists())
                .ifPresent(map -> settings.addAll(PodSetting.of(map.at("data").map()))));
    return settings;
  }

  /** Every service that is named, whether there is one or not. */
  Stream<ServiceAddress> services(String ownNamespace, Set<String> namespaces, ObjectIndex index) {
    return Stream.concat(
            told.stream().flatMap(setting -> ServiceAddress.in(setting, namespaces).stream()),
            hosts.stream()
                .flatMap(
                    host ->
                        ServiceAddress.of(host, ownNamespace, namespaces)
                            .filter(address -> host.surely() || isThere(address, index))
                            .stream()))
        .distinct();
  }

  private static boolean isThere(ServiceAddress address, ObjectIndex index) {
    return index.has(Kinds.SERVICE, address.namespace(), address.name());
  }

  /** Every host that is none of a Service. */
  Stream<OutsideHost> outside(Set<String> namespaces) {
    return Stream.concat(
            told.stream().flatMap(setting -> OutsideHost.in(setting, namespaces).stream()),
            hosts.stream()
                .filter(PodSetting.Host::surely)
                .flatMap(host -> OutsideHost.of(host.name(), namespaces).stream()))
        .distinct();
  }
}
