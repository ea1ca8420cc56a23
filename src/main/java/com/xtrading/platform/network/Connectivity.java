package com.xtrading.platform.network;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.network.NetworkRules.Block;
import com.xtrading.platform.network.NetworkRules.Peer;
import com.xtrading.platform.network.NetworkRules.Rule;
import com.xtrading.platform.policy.PodTemplate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who can connect to whom, by the NetworkPolicies of a set of manifests (networking.k8s.io/v1,
 * types.go): policies add up; pods that none selects are open; a connection needs both sides.
 *
 * <p>An ipBlock is taken to mean nothing but addresses outside of the pods' network; networks
 * differ in whether it could mean pods too, and {@link #possible} says where that would matter.
 */
public final class Connectivity {

  /** The label that the API server puts on every namespace. */
  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** One way through a side: who is at the other end, and what is open to them. */
  private record Opening(
      String place, Rule rule, BitSet parties, boolean everybody, Optional<Traffic> fixed) {

    /** What is open towards somebody with these ports. */
    Traffic towards(List<Party.NamedPort> named) {
      return fixed.orElseGet(() -> rule.opens(named));
    }

    /** Whether it names addresses, of which some could be those of pods. */
    boolean hasBlock() {
      return rule.peers().stream()
          .flatMap(peer -> peer.block().stream())
          .map(Block::range)
          // One address is never that of pods in general.
          .anyMatch(range -> !range.first().equals(range.last()));
    }
  }

  /**
   * What policies say of one side of some pods.
   *
   * @param openings empty where none selects them
   * @param merged the same, with those that open the same ports to some peers made one
   */
  private record Side(Optional<List<Opening>> openings, List<Opening> merged) {

    private static final Side OPEN = new Side(Optional.empty(), List.of());

    static Side of(List<Opening> openings) {
      List<Opening> merged = new ArrayList<>();
      Map<Traffic, BitSet> peers = new LinkedHashMap<>();
      for (Opening opening : openings) {
        if (opening.everybody() || opening.fixed().isEmpty()) {
          merged.add(opening);
        } else {
          peers
              .computeIfAbsent(opening.fixed().get(), unused -> new BitSet())
              .or(opening.parties());
        }
      }
      peers.forEach(
          (traffic, parties) ->
              merged.add(new Opening("", null, parties, false, Optional.of(traffic))));
      return new Side(Optional.of(openings), merged);
    }

    boolean isOpen() {
      return openings.isEmpty();
    }
  }

  private final List<Party> parties;
  private final Map<Party, Integer> numbers = new HashMap<>();
  private final Map<String, List<Integer>> podsByNamespace = new HashMap<>();
  private int firstRange;
  private final Map<Party, Side> ingress = new HashMap<>();
  private final Map<Party, Side> egress = new HashMap<>();
  private final Map<String, Map<String, Object>> namespaceLabels;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param objects NetworkPolicies and Namespaces among any others
   * @param pods everything that runs
   * @param known ranges of addresses that somebody asks about, whether a policy names them or not
   */
  public Connectivity(
      Collection<Manifest> objects, Collection<PodTemplate> pods, Collection<AddressRange> known) {
    List<NetworkRules> policies = policies(objects);
    namespaceLabels = namespaces(objects);
    List<Party> all = new ArrayList<>(distinct(pods));
    ranges(policies, known).forEach(range -> all.add(new Party.Outside(range)));
    parties = List.copyOf(all);
    for (int i = 0; i < parties.size(); i++) {
      numbers.put(parties.get(i), i);
      if (parties.get(i) instanceof Party.Pods some) {
        podsByNamespace.computeIfAbsent(some.namespace(), unused -> new ArrayList<>()).add(i);
        firstRange = i + 1;
      }
    }
    Map<NetworkRules, List<Opening>> in = new HashMap<>();
    Map<NetworkRules, List<Opening>> out = new HashMap<>();
    Map<Object, BitSet> meant = new HashMap<>();
    for (NetworkRules policy : policies) {
      policy.ingress().ifPresent(rules -> in.put(policy, openings(policy, rules, meant)));
      policy.egress().ifPresent(rules -> out.put(policy, openings(policy, rules, meant)));
    }
    Map<String, List<NetworkRules>> byNamespace = new HashMap<>();
    policies.forEach(
        policy ->
            byNamespace
                .computeIfAbsent(policy.namespace(), unused -> new ArrayList<>())
                .add(policy));
    Map<List<NetworkRules>, Side> knownIngress = new HashMap<>();
    Map<List<NetworkRules>, Side> knownEgress = new HashMap<>();
    for (Party party : parties) {
      List<NetworkRules> selecting =
          party instanceof Party.Pods own && !own.onNode()
              ? byNamespace.getOrDefault(own.namespace(), List.of()).stream()
                  .filter(policy -> policy.pods().matches(own.labels()))
                  .toList()
              : List.of();
      ingress.put(party, side(selecting, in, knownIngress));
      egress.put(party, side(selecting, out, knownEgress));
    }
  }

  private List<NetworkRules> policies(Collection<Manifest> objects) {
    List<NetworkRules> policies = new ArrayList<>();
    for (Manifest object : objects) {
      if (object.kind().equals("NetworkPolicy")
          && object.id().group().equals("networking.k8s.io")) {
        PolicyReader reader = new PolicyReader(object);
        reader.read().ifPresent(policies::add);
        reader.problems().forEach(problem -> problems.add(object.path() + ": " + problem));
      }
    }
    return policies;
  }

  private static Map<String, Map<String, Object>> namespaces(Collection<Manifest> objects) {
    Map<String, Map<String, Object>> labels = new HashMap<>();
    objects.stream()
        .filter(object -> object.kind().equals("Namespace"))
        .forEach(
            namespace -> labels.put(namespace.name(), namespace.at("metadata", "labels").map()));
    return labels;
  }

  private Map<String, Object> labelsOf(String namespace) {
    Map<String, Object> labels = new HashMap<>(namespaceLabels.getOrDefault(namespace, Map.of()));
    labels.put(NAMESPACE_NAME, namespace);
    return labels;
  }

  /** Pods of one object are one party, in the order of their names. */
  private static List<Party> distinct(Collection<PodTemplate> pods) {
    Map<String, Party> distinct = new LinkedHashMap<>();
    pods.stream()
        .map(pod -> (Party) Party.of(pod.owner(), pod.tree(), pod.ports()))
        .sorted(Comparator.comparing(Party::toString))
        .forEach(party -> distinct.putIfAbsent(party.toString(), party));
    return List.copyOf(distinct.values());
  }

  /** All addresses, cut wherever a policy makes a difference. */
  private static List<AddressRange> ranges(
      List<NetworkRules> policies, Collection<AddressRange> known) {
    List<AddressRange> written = new ArrayList<>(known);
    for (NetworkRules policy : policies) {
      Stream.of(policy.ingress(), policy.egress())
          .flatMap(Optional::stream)
          .flatMap(List::stream)
          .flatMap(rule -> rule.peers().stream())
          .flatMap(peer -> peer.block().stream())
          .forEach(
              block -> {
                written.add(block.range());
                written.addAll(block.except());
              });
    }
    List<AddressRange> ranges = new ArrayList<>(cut(AddressRange.ALL_IPV4, written));
    if (written.stream().anyMatch(range -> range.bits() == AddressRange.ALL_IPV6.bits())) {
      ranges.addAll(cut(AddressRange.ALL_IPV6, written));
    }
    return ranges;
  }

  private static List<AddressRange> cut(AddressRange whole, List<AddressRange> written) {
    SortedSet<BigInteger> starts = new TreeSet<>();
    starts.add(whole.first());
    written.stream()
        .filter(range -> range.bits() == whole.bits())
        .forEach(
            range -> {
              starts.add(range.first());
              starts.add(range.last().add(BigInteger.ONE));
            });
    List<BigInteger> ordered =
        starts.stream().filter(start -> start.compareTo(whole.last()) <= 0).toList();
    List<AddressRange> ranges = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      BigInteger last =
          i + 1 < ordered.size() ? ordered.get(i + 1).subtract(BigInteger.ONE) : whole.last();
      ranges.add(new AddressRange(whole.bits(), ordered.get(i), last));
    }
    return ranges;
  }

  private List<Opening> openings(NetworkRules policy, List<Rule> rules, Map<Object, BitSet> known) {
    List<Opening> openings = new ArrayList<>();
    for (Rule rule : rules) {
      BitSet meant = new BitSet();
      for (Peer peer : rule.peers()) {
        // Many rules mean the same peers.
        Object key =
            peer.namespaces().isPresent() || peer.block().isPresent()
                ? peer
                : List.of(peer, policy.namespace());
        meant.or(known.computeIfAbsent(key, unused -> partiesOf(peer, policy.namespace())));
      }
      openings.add(
          new Opening(
              "%s %s".formatted(policy.id(), rule.path()),
              rule,
              meant,
              rule.peers().isEmpty(),
              rule.ports().stream().noneMatch(port -> port.name().isPresent())
                  ? Optional.of(rule.opens(List.of()))
                  : Optional.empty()));
    }
    return openings;
  }

  private BitSet partiesOf(Peer peer, String namespace) {
    return peer.block().isPresent() ? ranges(peer.block().get()) : pods(peer, namespace);
  }

  private BitSet pods(Peer peer, String namespace) {
    BitSet meant = new BitSet();
    // The label that every namespace has says where to look, and mostly it is given.
    Collection<String> places =
        peer.namespaces()
            .map(
                selector ->
                    Optional.ofNullable(selector.matchLabels().get(NAMESPACE_NAME))
                        .<Collection<String>>map(name -> List.of(name.toString()))
                        .orElse(podsByNamespace.keySet()))
            .orElse(List.of(namespace));
    for (String place : places) {
      Map<String, Object> labels = labelsOf(place);
      for (int i : podsByNamespace.getOrDefault(place, List.of())) {
        Party.Pods pods = (Party.Pods) parties.get(i);
        // Pods of the node's network have no address that a selector could stand for.
        meant.set(i, !pods.onNode() && peer.means(pods, labels, namespace));
      }
    }
    return meant;
  }

  /** Ranges are in order, behind the pods; none lies half inside of a block. */
  private BitSet ranges(Block block) {
    BitSet meant = new BitSet();
    int low = firstRange;
    int high = parties.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (range(middle).compareTo(block.range()) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < parties.size() && block.range().contains(range(i)); i++) {
      meant.set(i, block.contains(range(i)));
    }
    return meant;
  }

  private AddressRange range(int number) {
    return ((Party.Outside) parties.get(number)).range();
  }

  /** Pods that the same policies select have one side. */
  private static Side side(
      List<NetworkRules> selecting,
      Map<NetworkRules, List<Opening>> openings,
      Map<List<NetworkRules>, Side> known) {
    List<NetworkRules> speaking = selecting.stream().filter(openings::containsKey).toList();
    return speaking.isEmpty()
        ? Side.OPEN
        : known.computeIfAbsent(
            speaking,
            policies ->
                Side.of(
                    policies.stream().flatMap(policy -> openings.get(policy).stream()).toList()));
  }

  /** What is wrong with policies, which then count for nothing. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Pods first, by name, and then ranges of addresses. */
  public List<Party> parties() {
    return parties;
  }

  /** Whether a policy governs what comes to some pods, and what leaves them. */
  public boolean isGoverned(Party party) {
    return !ingress.get(party).isOpen() && !egress.get(party).isOpen();
  }

  /** What one party can send to another. */
  public Traffic between(Party from, Party to) {
    if (from.equals(to) || (from instanceof Party.Outside && to instanceof Party.Outside)) {
      return Traffic.NONE;
    }
    Traffic leaves = through(egress.get(from), to, to, null);
    return leaves.isEmpty() ? leaves : leaves.intersect(through(ingress.get(to), from, to, null));
  }

  /** What pods of one party can send to each other. */
  public Traffic within(Party.Pods pods) {
    return through(egress.get(pods), pods, pods, null)
        .intersect(through(ingress.get(pods), pods, pods, null));
  }

  /**
   * @param other who must be meant
   * @param target whose ports names stand for
   * @param place is told of each rule that opens something
   */
  private Traffic through(Side side, Party other, Party target, Consumer<Opening> place) {
    if (side.isOpen()) {
      return Traffic.ALL;
    }
    int number = numbers.get(other);
    return union(
        place == null ? side.merged() : side.openings().orElseThrow(),
        target,
        opening -> opening.everybody() || opening.parties().get(number),
        place);
  }

  private static Traffic union(
      List<Opening> openings, Party target, Predicate<Opening> counts, Consumer<Opening> place) {
    List<Party.NamedPort> named = ports(target);
    Traffic traffic = Traffic.NONE;
    for (Opening opening : openings) {
      if ((place != null || !traffic.isAll()) && counts.test(opening)) {
        Traffic open = opening.towards(named);
        traffic = traffic.union(open);
        if (place != null && !open.isEmpty()) {
          place.accept(opening);
        }
      }
    }
    return traffic;
  }

  private static List<Party.NamedPort> ports(Party target) {
    return target instanceof Party.Pods pods ? pods.ports() : List.of();
  }

  /**
   * What single policies open, whether the other side agrees or not: the sides of governed pods.
   * The work grows with what is open.
   */
  public List<Connection> halves() {
    List<Connection> halves = new ArrayList<>();
    for (Party party : parties) {
      for (int other : meant(egress.get(party))) {
        Party to = parties.get(other);
        halves.add(new Connection(party, to, through(egress.get(party), to, to, null)));
      }
      for (int other : meant(ingress.get(party))) {
        Party from = parties.get(other);
        halves.add(new Connection(from, party, through(ingress.get(party), from, party, null)));
      }
    }
    return halves;
  }

  private int[] meant(Side side) {
    if (side.isOpen()) {
      return new int[0];
    }
    BitSet meant = new BitSet();
    for (Opening opening : side.openings().orElseThrow()) {
      if (opening.everybody()) {
        meant.set(0, parties.size());
      }
      meant.or(opening.parties());
    }
    return meant.stream().toArray();
  }

  /** A connection that is possible. */
  public record Connection(Party from, Party to, Traffic traffic) {}

  /** Every pair that can connect. The work grows with what is open, not with all pairs. */
  public List<Connection> connections() {
    List<Connection> connections = new ArrayList<>();
    for (Party to : parties) {
      Side side = ingress.get(to);
      BitSet candidates = new BitSet();
      if (side.isOpen() || side.openings().orElseThrow().stream().anyMatch(Opening::everybody)) {
        candidates.set(0, parties.size());
      } else {
        side.merged().forEach(opening -> candidates.or(opening.parties()));
      }
      for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
        Traffic traffic = between(parties.get(i), to);
        if (!traffic.isEmpty()) {
          connections.add(new Connection(parties.get(i), to, traffic));
        }
      }
    }
    return connections;
  }

  /**
   * What one party can send to another at the most. It is more than {@link #between} where networks
   * differ: a rule names addresses that could be those of the pods, or one of both uses the network
   * of a node, whose address nobody knows and which always reaches its own pods.
   */
  public Traffic possible(Party from, Party to) {
    if (!(from instanceof Party.Pods sender) || !(to instanceof Party.Pods) || from.equals(to)) {
      return between(from, to);
    }
    Traffic leaves = atMost(egress.get(from), to, to);
    return sender.onNode() ? leaves : leaves.intersect(atMost(ingress.get(to), from, to));
  }

  private Traffic atMost(Side side, Party other, Party target) {
    if (side.isOpen()) {
      return Traffic.ALL;
    }
    int number = numbers.get(other);
    return union(
        side.openings().orElseThrow(),
        target,
        opening -> opening.everybody() || opening.parties().get(number) || opening.hasBlock(),
        null);
  }

  /** Why two parties can connect or cannot: the rules on both sides, one in each line. */
  public List<String> explain(Party from, Party to) {
    List<String> lines = new ArrayList<>();
    explain("egress of " + from, egress.get(from), to, to, lines);
    explain("ingress of " + to, ingress.get(to), from, to, lines);
    return lines;
  }

  private void explain(String what, Side side, Party other, Party target, List<String> lines) {
    if (side.isOpen()) {
      lines.add(what + ": open, no policy selects it");
      return;
    }
    List<String> found = new ArrayList<>();
    Traffic traffic =
        through(
            side,
            other,
            target,
            opening ->
                found.add(
                    "  %s opens %s".formatted(opening.place(), opening.towards(ports(target)))));
    lines.add(what + ": " + (traffic.isEmpty() ? "closed, no rule opens it" : traffic.toString()));
    lines.addAll(found);
  }
}
