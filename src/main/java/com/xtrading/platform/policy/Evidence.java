package com.xtrading.platform.policy;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.capacity.CapacityProof;
import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.coverage.MetricCoverage;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.EnvironmentIdentities;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.objects.Autoscalers;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.KnownSecrets;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.objects.Scalars;
import com.xtrading.platform.objects.VolumeClaims;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a rule may look at: one rendered environment, what is around it, and facts about
 * it. A fact is derived when somebody first asks for it, once, also where rules run side by side;
 * none of them changes afterwards.
 */
public final class Evidence {

  private final RenderedEnvironment rendered;
  private final Surroundings surroundings;
  private final Facts facts;

  /**
   * What a rendered environment is held against beside itself.
   *
   * @param delivered the objects of the environment that are delivered now; none where it is new
   * @param identities what belongs to one environment alone, of every one that can be read
   * @param admission the policies about single objects, as the cluster of the environment has them
   * @param texts what was found out about texts in the same run
   */
  public record Surroundings(
      ClusterObjects delivered,
      EnvironmentIdentities identities,
      ObjectPolicies admission,
      TextFacts texts) {}

  /** What follows from objects and declarations, whatever files there are. */
  private static final class Facts {

    private final Fact<ObjectIndex> index;
    private final Fact<DeclaredParties> parties;
    private final Fact<CapacityReport> capacity;
    private final Fact<MetricCoverage> coverage;
    private final Fact<Autoscalers> autoscalers;
    private final Fact<KnownSecrets> secrets;
    private final Fact<List<VolumeClaims.Claim>> claims;
    private final Fact<Map<Manifest, List<Scalars.Scalar>>> scalars;

    Facts(RenderedEnvironment rendered) {
      ClusterObjects objects = rendered.objects();
      index = new Fact<>(() -> new ObjectIndex(objects));
      parties = new Fact<>(() -> new DeclaredParties(rendered.topology(), objects));
      capacity = new Fact<>(() -> CapacityProof.of(rendered));
      coverage = new Fact<>(() -> MetricCoverage.of(rendered, new MetricReach(parties.get())));
      autoscalers = new Fact<>(() -> new Autoscalers(objects));
      secrets = new Fact<>(() -> new KnownSecrets(objects));
      claims = new Fact<>(() -> VolumeClaims.in(objects));
      scalars = new Fact<>(() -> scalars(objects.manifests()));
    }
  }

  private static Map<Manifest, List<Scalars.Scalar>> scalars(List<Manifest> manifests) {
    // By the object itself: to compare two trees takes longer than to walk one.
    Map<Manifest, List<Scalars.Scalar>> scalars = new IdentityHashMap<>();
    manifests.forEach(manifest -> scalars.put(manifest, Scalars.of(manifest.tree())));
    return scalars;
  }

  /** The evidence of one rendered environment. */
  public Evidence(RenderedEnvironment rendered, Surroundings surroundings) {
    this(rendered, surroundings, new Facts(rendered));
  }

  private Evidence(RenderedEnvironment rendered, Surroundings surroundings, Facts facts) {
    this.rendered = rendered;
    this.surroundings = surroundings;
    this.facts = facts;
  }

  /** The same with one more native file; facts that are known stay known. */
  public Evidence with(NativeFile file) {
    return new Evidence(rendered.with(file), surroundings, facts);
  }

  /** What is judged. */
  public RenderedEnvironment rendered() {
    return rendered;
  }

  /** The name of the environment. */
  public String environment() {
    return rendered.name();
  }

  /** What was declared. */
  public Topology topology() {
    return rendered.topology();
  }

  /** Every Kubernetes object, rendered or made because of what is. */
  public ClusterObjects objects() {
    return rendered.objects();
  }

  /** Every rendered object. */
  public List<Manifest> manifests() {
    return rendered.manifests();
  }

  /** Every native file. */
  public List<NativeFile> files() {
    return rendered.files();
  }

  /** The objects that are delivered now. */
  public ClusterObjects delivered() {
    return surroundings.delivered();
  }

  /** What belongs to one environment alone. */
  public EnvironmentIdentities identities() {
    return surroundings.identities();
  }

  /** The policies about single objects, as the cluster of the environment has them. */
  public ObjectPolicies admission() {
    return surroundings.admission();
  }

  /** What was found out about texts. */
  public TextFacts texts() {
    return surroundings.texts();
  }

  /** The objects by kind, namespace and name, and by label. */
  public ObjectIndex index() {
    return facts.index.get();
  }

  /** Who runs by the rendered result, and what that is in declarations. */
  public DeclaredParties parties() {
    return facts.parties.get();
  }

  /** Who can connect to whom; every declared range of addresses is a party of its own. */
  public Connectivity connectivity() {
    return parties().connectivity();
  }

  /** Every scalar of a rendered object, in the order of its tree. */
  public List<Scalars.Scalar> scalars(Manifest manifest) {
    return facts.scalars.get().get(manifest);
  }

  /** How everything sits on the nodes. */
  public CapacityReport capacity() {
    return facts.capacity.get();
  }

  /** What rules and pages look at. */
  public MetricCoverage coverage() {
    return facts.coverage.get();
  }

  /** What scales what. */
  public Autoscalers autoscalers() {
    return facts.autoscalers.get();
  }

  /** The secrets that will exist. */
  public KnownSecrets secrets() {
    return facts.secrets.get();
  }

  /** The volumes that are asked for. */
  public List<VolumeClaims.Claim> claims() {
    return facts.claims.get();
  }
}
