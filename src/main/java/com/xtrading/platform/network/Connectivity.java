package com.xtrading.platform.network;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.FieldTypes;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodTemplate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who can connect to whom, by the NetworkPolicies of a set of manifests (networking.k8s.io/v1,
 * types.go): policies add up; pods that none selects are open; a connection needs both sides.
 *
 * <p>An ipBlock is taken to mean nothing but addresses outside of the pods' network; networks
 * differ in whether it could mean pods too, and {@link #possible} says where that would matter.
 */
public final class Connectivity {

  private final List<NetworkRules> policies;
  private final Map<String, Map<String, Object>> namespaces;
  private final List<AddressRange> ranges;
  private final PodParties running;
  private final Parties parties;
  private final PolicySides sides;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param objects NetworkPolicies, Namespaces and policies of other kinds among any others
   * @param pods everything that runs
   * @param known ranges of addresses that somebody asks about, whether a policy names them or not
   */
  public Connectivity(
      Collection<Manifest> objects, Collection<PodTemplate> pods, Collection<AddressRange> known) {
    policies = policies(objects);
    namespaces = namespaces(objects);
    List<AddressRange> written = new ArrayList<>(known);
    policies.forEach(policy -> policy.ranges().forEach(written::add));
    ranges = AddressCuts.at(written);
    running = new PodParties(sound(pods), PolicyMentions.in(policies));
    parties = new Parties(running.all(), ranges, namespaces);
    sides = new PolicySides(policies, parties);
    problems.addAll(UnknownLabels.problems(policies, parties));
  }

  private Connectivity(Connectivity same, List<AddressRange> finer) {
    policies = same.policies;
    namespaces = same.namespaces;
    ranges = finer;
    running = same.running;
    parties = new Parties(running.all(), ranges, namespaces);
    sides = new PolicySides(policies, parties);
    problems.addAll(same.problems);
  }

  /** The same where somebody asks about more ranges of addresses, each of which is a party then. */
  public Connectivity knowing(Collection<AddressRange> more) {
    List<AddressRange> asked = new ArrayList<>(ranges);
    asked.addAll(more);
    List<AddressRange> finer = AddressCuts.at(asked);
    return finer.equals(ranges) ? this : new Connectivity(this, finer);
  }

  private List<NetworkRules> policies(Collection<Manifest> objects) {
    List<NetworkRules> read = new ArrayList<>();
    for (Manifest object : objects) {
      UnreadPolicies.problem(object).ifPresent(problems::add);
      if (object.kind().equals("NetworkPolicy")
          && object.id().apiVersion().equals("networking.k8s.io/v1")) {
        PolicyReader reader = new PolicyReader(object);
        reader.read().ifPresent(read::add);
        reader.problems().forEach(problem -> problems.add(object.path() + ": " + problem));
      }
    }
    return read;
  }

  private List<PodTemplate> sound(Collection<PodTemplate> pods) {
    List<PodTemplate> sound = new ArrayList<>();
    for (PodTemplate pod : pods) {
      List<String> unreadable = FieldTypes.problems(pod.owner());
      List<String> wrong = unreadable.isEmpty() ? PodPorts.problems(pod) : unreadable;
      wrong.forEach(
          problem ->
              problems.add("%s: %s: %s".formatted(pod.source().path(), pod.owner().id(), problem)));
      if (unreadable.isEmpty()) {
        sound.add(pod);
      }
    }
    return sound;
  }

  private static Map<String, Map<String, Object>> namespaces(Collection<Manifest> objects) {
    Map<String, Map<String, Object>> labels = new HashMap<>();
    objects.stream()
        .filter(object -> object.is(Kinds.NAMESPACE))
        .forEach(
            namespace -> labels.put(namespace.name(), namespace.at("metadata", "labels").map()));
    return labels;
  }

  /**
   * Why the answers are not complete: what is wrong with policies and pods, which then count for
   * nothing, policies of other kinds, and what selectors ask that nobody can know.
   */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Pods first, by name, and then ranges of addresses. */
  public List<Party> parties() {
    return parties.all();
  }

  /**
   * The parties that the pods of an object are: mostly one, and several where policies tell them
   * apart.
   */
  public List<Party.Pods> partiesOf(Manifest owner) {
    return running.of(owner);
  }

  /** Whether a policy governs what comes to some pods, and what leaves them. */
  public boolean isGoverned(Party party) {
    return !sides.ingress(party).isOpen() && !sides.egress(party).isOpen();
  }

  /** What one party can send to another. */
  public Traffic between(Party from, Party to) {
    if (from.equals(to) || (from instanceof Party.Outside && to instanceof Party.Outside)) {
      return Traffic.NONE;
    }
    Traffic leaves = through(sides.egress(from), to, to);
    return leaves.isEmpty() ? leaves : leaves.intersect(through(sides.ingress(to), from, to));
  }

  /** What pods of one party can send to each other. */
  public Traffic within(Party.Pods pods) {
    return through(sides.egress(pods), pods, pods)
        .intersect(through(sides.ingress(pods), pods, pods));
  }

  /**
   * @param other who must be meant
   * @param target whose ports names stand for
   */
  private Traffic through(PolicySide side, Party other, Party target) {
    if (side.isOpen()) {
      return Traffic.ALL;
    }
    int number = parties.number(other);
    return union(side.merged(), target, opening -> opening.means(number));
  }

  private static Traffic union(List<Opening> openings, Party target, Predicate<Opening> counts) {
    List<Party.NamedPort> named = ports(target);
    Traffic traffic = Traffic.NONE;
    for (Opening opening : openings) {
      if (!traffic.isAll() && counts.test(opening)) {
        traffic = traffic.union(opening.towards(named));
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
    for (Party party : parties.all()) {
      for (int other : named(sides.egress(party))) {
        Party to = parties.get(other);
        halves.add(new Connection(party, to, through(sides.egress(party), to, to)));
      }
      for (int other : named(sides.ingress(party))) {
        Party from = parties.get(other);
        halves.add(new Connection(from, party, through(sides.ingress(party), from, party)));
      }
    }
    return halves;
  }

  private int[] named(PolicySide side) {
    return side.named(parties.size()).stream().toArray();
  }

  /** A connection that is possible. */
  public record Connection(Party from, Party to, Traffic traffic) {}

  /** Every pair that can connect. The work grows with what is open, not with all pairs. */
  public List<Connection> connections() {
    List<Connection> connections = new ArrayList<>();
    Map<Integer, BitSet> senders = new HashMap<>();
    BitSet sendEverywhere = new BitSet();
    for (int i = 0; i < parties.size(); i++) {
      PolicySide side = sides.egress(parties.get(i));
      if (side.isForEverybody()) {
        sendEverywhere.set(i);
      } else {
        for (int other : named(side)) {
          senders.computeIfAbsent(other, unused -> new BitSet()).set(i);
        }
      }
    }
    for (Party to : parties.all()) {
      PolicySide side = sides.ingress(to);
      BitSet candidates = new BitSet();
      if (side.isForEverybody()) {
        candidates.or(sendEverywhere);
        candidates.or(senders.getOrDefault(parties.number(to), new BitSet()));
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
    Traffic leaves = atMost(sides.egress(from), to, to);
    return sender.onNode() ? leaves : leaves.intersect(atMost(sides.ingress(to), from, to));
  }

  private Traffic atMost(PolicySide side, Party other, Party target) {
    if (side.isOpen()) {
      return Traffic.ALL;
    }
    int number = parties.number(other);
    return union(
        side.openings().orElseThrow(),
        target,
        opening -> opening.means(number) || opening.hasBlock());
  }

  /** Why two parties can connect or cannot: what the policies on both sides say. */
  public Explanation explain(Party from, Party to) {
    Traffic certain = between(from, to);
    return new Explanation(
        from,
        to,
        certain,
        possible(from, to).minus(certain),
        decision(sides.egress(from), to, to),
        decision(sides.ingress(to), from, to));
  }

  private Explanation.Decision decision(PolicySide side, Party other, Party target) {
    int number = parties.number(other);
    List<Party.NamedPort> named = ports(target);
    List<Explanation.Deciding> rules =
        side.openings().orElse(List.of()).stream()
            .filter(opening -> opening.means(number))
            .map(opening -> new Explanation.Deciding(opening.place(), opening.towards(named)))
            .filter(rule -> !rule.opens().isEmpty())
            .toList();
    return new Explanation.Decision(side.isOpen(), through(side, other, target), rules);
  }
}
