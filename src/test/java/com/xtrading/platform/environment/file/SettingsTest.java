package com.xtrading.platform.environment.file;

import static com.xtrading.platform.environment.file.EnvironmentFiles.lineOf;
import static com.xtrading.platform.environment.file.EnvironmentFiles.staging;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused in one file because of its settings. */
class SettingsTest {

  private static final String LIMITS = "limits: {cpu: \"1\", memory: 512Mi}";

  @TempDir private Path directory;
  private EnvironmentFiles files;

  @BeforeEach
  void files() {
    files = new EnvironmentFiles(directory);
  }

  private void refuses(String old, String replacement, String... expected) {
    String text = staging(old, replacement);
    int line = lineOf(text, replacement.strip().lines().findFirst().orElseThrow());
    List<String> problems = files.problemsOfStaging(text);
    assertThat(problems).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(problems.get(i)).startsWith("staging.yaml:%d: %s".formatted(line, expected[i]));
    }
  }

  @Test
  void failsWhenTheUnitIsDecimal() {
    refuses(
        LIMITS,
        "limits: {cpu: \"1\", memory: 4G}",
        "services.user-service.limits.memory: \"4G\" is not an amount of memory; allowed: a whole"
            + " number with a binary unit: Ki, Mi, Gi, Ti, Pi; write 4Gi, the binary unit");
  }

  @Test
  void failsWhenAKeyIsUnknownAndSaysWhichWasMeant() {
    refuses(
        LIMITS,
        "limit: {cpu: \"1\", memory: 512Mi}",
        "services.user-service.limit: is not a known key; allowed: replicas, requests, limits, settings;"
            + " did you mean limits?");
  }

  @Test
  void saysToRemoveAnUnknownKeyThatResemblesNothing() {
    assertThat(files.problemsOfStaging(staging("backup:", "colour: red\nbackup:")))
        .singleElement()
        .asString()
        .contains(": colour: is not a known key; allowed: name, kubernetes, ")
        .endsWith("; remove it");
  }

  @Test
  void namesEveryMissingKeyAtTheLineOfItsMapping() {
    String text =
        staging("    storage: 20Gi\n", "")
            .replace("  retention: 14d\n", "")
            .replace("name: staging\n", "");
    assertThat(files.problemsOfStaging(text))
        .hasSize(3)
        .anyMatch(problem -> problem.startsWith("staging.yaml:2: name: is missing"))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "staging.yaml:%d: data.postgres.storage: is missing; allowed: whole number with"
                            .formatted(lineOf(text, "postgres:"))
                        + " a binary unit"))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "staging.yaml:%d: backup.retention: is missing"
                        .formatted(lineOf(text, "backup:"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 | -1 is too small; allowed: a whole number from 1 to 9; write 1 or more",
        "0 | 0 is too small",
        "10 | 10 is too large; allowed: a whole number from 1 to 9; write 9 or less",
        "99999999999999999999999 | 99999999999999999999999 is too large",
        "2.5 | \"2.5\" is not a whole number",
        "2e1 | \"2e1\" is not a whole number",
        "0x2 | \"0x2\" is not a whole number",
        "02 | \"02\" is not a whole number",
        "1_0 | \"1_0\" is not a whole number",
        "two | \"two\" is not a whole number",
        "true | \"true\" is not a whole number",
        "\"2\" | \"2\" is text in quotes; allowed: a whole number from 1 to 9; write 2",
        "[2] | is a list; allowed: a single value",
        "{a: 2} | is a mapping; allowed: a single value",
      })
  void failsWhenANumberIsNot(String written, String expected) {
    refuses("instances: 2", "instances: " + written, "data.postgres.instances: " + expected);
  }

  @Test
  void failsWhenANumberHasThousandsOfDigits() {
    assertThat(files.problemsOfStaging(staging("instances: 2", "instances: " + "9".repeat(5000))))
        .singleElement()
        .asString()
        .contains("data.postgres.instances: is longer than 1000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: 8Gi, | memory: -8Gi, | cluster.nodes.memory: \"-8Gi\" is not an amount of memory",
        "memory: 8Gi, | memory: 0Gi, | cluster.nodes.memory: 0 bytes is no amount of memory",
        "memory: 8Gi, | memory: 999999999Pi, | cluster.nodes.memory: \"999999999Pi\" is larger",
        "memory: 8Gi, | memory: 8, | cluster.nodes.memory: \"8\" is not an amount of memory",
        "cpu: \"4\" | cpu: -4 | cluster.nodes.cpu: \"-4\" is not a CPU amount",
        "cpu: \"4\" | cpu: 0.5 | cluster.nodes.cpu: \"0.5\" is not a CPU amount",
        "kubernetes: \"1.35\" | kubernetes: 1.30 | kubernetes: Kubernetes \"1.30\" is not validated",
        "domain: staging | domain: Staging | domain: \"Staging.xtrading.com\" is not a domain name",
        "domain: staging.xtrading.com | domain: 10.0.0.1 | domain: \"10.0.0.1\" is not a domain name",
        "server: https://vault-nonprod.xtrading.com:8200 | server: https://a..b/x | vault.server:"
            + " \"https://a..b/x\" is not an https address",
        "server: https://vault-nonprod.xtrading.com:8200 | server: https://a.com:99999 |"
            + " vault.server: \"https://a.com:99999\" is not an https address",
        "retention: 14d | retention: 14 | backup.retention: \"14\" is not a number of days",
        "level: full | level: Full | monitoring.level: \"Full\" is not one of the choices; allowed:"
            + " basic, full, full-with-alerting; did you mean full?",
        "revision: main | revision: \"  \" | gitops.revision: is blank",
        "tag: 1.0.0\\n    digest: sha256:0000000000000000000000000000000000000000000000000000000000000001"
            + " | tag: latest | images.backend.tag: \"latest\" is not an exact tag",
        "nodeCidrs: [10.20.0.0/20] | nodeCidrs: [] | cluster.network.nodeCidrs: is an empty list",
        "nodeCidrs: [10.20.0.0/20] | nodeCidrs: 10.20.0.0/20 | cluster.network.nodeCidrs: is a single"
            + " value; allowed: a list; write [10.20.0.0/20]",
        "nodeCidrs: [10.20.0.0/20] | nodeCidrs: [10.20.0.0/20, 10.20.0.1/8] |"
            + " cluster.network.nodeCidrs[1]: \"10.20.0.1/8\" is not in canonical form",
        "nfs: {server: files.xtrading.com, share: /exports/xtrading} | nfs: files |"
            + " cluster.storage.nfs: is a single value; allowed: a mapping with the keys server",
        "monitors: [10.20.64.11:6789, | monitors: [ceph:6789, | cluster.storage.ceph.monitors[0]:"
            + " \"ceph:6789\" is not an address with a port",
        "share: /exports/xtrading | share: exports | cluster.storage.nfs.share: \"exports\" is not an"
            + " absolute path",
      })
  void failsWhenAValueHasTheWrongForm(String old, String replacement, String expected) {
    String text = staging(old.replace("\\n", "\n"), replacement);
    assertThat(files.problemsOfStaging(text))
        .singleElement()
        .asString()
        .startsWith("staging.yaml:%d: %s".formatted(1 + lineIndexOf(text, replacement), expected));
  }

  private static int lineIndexOf(String text, String part) {
    return (int) text.substring(0, text.indexOf(part)).lines().count()
        - (text.charAt(text.indexOf(part) - 1) == '\n' ? 0 : 1);
  }

  @Test
  void failsWhenMinIsAboveMax() {
    refuses(
        "replicas: {min: 2, max: 4}",
        "replicas: {min: 5, max: 4}",
        "services.user-service.replicas.min: min 5 is above max 4; allowed: min at or below max");
  }

  @Test
  void failsWhenALimitIsBelowTheRequest() {
    refuses(
        LIMITS,
        "limits: {cpu: 100m, memory: 512Mi}",
        "services.user-service.limits: limits (100m CPU, 512Mi memory) are below requests");
  }

  @Test
  void failsWhenAPodIsLargerThanANode() {
    refuses(
        LIMITS,
        "limits: {cpu: \"5\", memory: 9Gi}",
        "services.user-service.limits.cpu: 5 is more than a node has; allowed: up to 4"
            + " (cluster.nodes.cpu, line 5)",
        "services.user-service.limits.memory: 9Gi is more than a node has; allowed: up to 8Gi");
    refuses(
        "resources: {cpu: 300m, memory: 1Gi}",
        "resources: {cpu: 300m, memory: 10Gi}",
        "data.postgres.resources.memory: 10Gi is more than a node has");
    refuses(
        "resources: {cpu: 250m, memory: 1Gi}",
        "resources: {cpu: 4001m, memory: 1Gi}",
        "monitoring.resources.cpu: 4001m is more than a node has");
    refuses(
        "resources: {cpu: 40m, memory: 128Mi}",
        "resources: {cpu: 40m, memory: 8193Mi}",
        "logging.resources.memory: 8193Mi is more than a node has");
  }

  @Test
  void failsWhenAVolumeIsTooSmall() {
    refuses(
        "storage: 20Gi",
        "storage: 512Mi",
        "data.postgres.storage: 512Mi is too small for a volume; allowed: 1Gi or more; write 1Gi");
    refuses(
        "walStorage: 8Gi", "walStorage: 1023Mi", "data.postgres.walStorage: 1023Mi is too small");
    refuses(
        "  storage: 30Gi\n  replicas",
        "  storage: 1Mi\n  replicas",
        "monitoring.storage: 1Mi is too small for a volume");
  }

  @Test
  void failsWhenTheNameDiffersFromTheFileName() {
    refuses(
        "name: staging",
        "name: stage",
        "name: \"stage\" differs from the file name; allowed: staging; write name: staging, or rename"
            + " the file to stage.yaml");
  }

  @Test
  void failsWhenTheNamespaceLeavesNoRoomForSuffixes() {
    refuses(
        "namespace: pytrading-staging",
        "namespace: " + "n".repeat(53),
        "namespace: \"%s\" leaves no room".formatted("n".repeat(53)));
  }

  @Test
  void failsWhenTheModeOfBackupAndItsRegionsContradict() {
    refuses("mode: daily", "mode: continuous", "backup.mode: mode continuous has no replicaRegion");
    assertThat(
            files.problemsOfStaging(
                staging("region: eu-west-1", "region: eu-west-1\n  replicaRegion: eu-west-1")))
        .singleElement()
        .asString()
        .contains("backup.replicaRegion: replicaRegion and region are both eu-west-1");
  }

  @Test
  void failsWhenAServiceHasABadName() {
    refuses(
        "user-service:",
        "User_Service:",
        "services.User_Service: \"User_Service\" is not a Kubernetes name");
  }

  @Test
  void findsEverythingInOneFileAtOnce() {
    String text =
        staging("name: staging", "name: stage")
            .replace("kubernetes: \"1.35\"", "kubernetes: \"1.20\"")
            .replace("autoscaleTo: 3", "autoscaleTo: 2")
            .replace(LIMITS, "limits: {cpu: \"5\", memory: 4G}")
            .replace("walStorage: 8Gi", "walStorage: 8Mi")
            .replace("sync: automated", "sync: auto");
    assertThat(files.problemsOfStaging(text))
        .hasSize(7)
        .anyMatch(problem -> problem.contains(": name: \"stage\" differs"))
        .anyMatch(problem -> problem.contains(": kubernetes: "))
        .anyMatch(problem -> problem.contains(".autoscaleTo: autoscaleTo 2 is below count 3"))
        .anyMatch(problem -> problem.contains("limits.memory: \"4G\""))
        .anyMatch(problem -> problem.contains("limits.cpu: 5 is more than a node has"))
        .anyMatch(problem -> problem.contains("walStorage: 8Mi is too small"))
        .anyMatch(problem -> problem.contains("gitops.sync: \"auto\" is not one of the choices"));
  }

  @Test
  void failsWhenAStorageClassIsNotThere() {
    String block = "block: ceph-block";
    refuses(
        block,
        "block: gp3",
        "cluster.storage.block: \"gp3\" is not one of the choices; allowed: local-path, ceph-block,"
            + " ceph-filesystem, nfs");
    refuses(
        block,
        "block: local-path",
        "cluster.storage.block: block local-path: this environment does not have the storage class;"
            + " allowed: a class whose section is there; add the section local, or choose another"
            + " class");
    refuses(
        "shared: nfs\n",
        "shared: local-path\n",
        "cluster.storage.shared: shared local-path: its volumes are for one node at a time; allowed:"
            + " ceph-filesystem or nfs; choose one of them, or leave it out");
    refuses(
        "block: ceph-block",
        "block: ceph-filesystem",
        "cluster.storage.block: block ceph-filesystem: a file system over the network is for files");
  }

  @Test
  void failsWhenAMonitorCannotBeReached() {
    refuses(
        "monitors: [10.20.64.11:6789,",
        "monitors: [10.20.65.11:6789,",
        "cluster.storage.ceph.monitors: monitors: 10.20.65.11:6789 is outside of cidrs [10.20.64.0/24]");
    refuses(
        "monitors: [10.20.64.11:6789,",
        "monitors: [10.20.64.11:6800,",
        "cluster.storage.ceph.monitors: monitors: 10.20.64.11:6800 is not at a port of a monitor");
    refuses(
        "monitors: [10.20.64.11:6789,",
        "monitors: [300.20.64.11:6789,",
        "cluster.storage.ceph.monitors[0]: \"300.20.64.11:6789\" is not an address with a port");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resources: {cpu: 50m, memory: 128Mi} | resources: {cpu: 50m, memory: 4Mi} | redis.resources",
        "resources: {cpu: 20m, memory: 64Mi} | resources: {cpu: 20m, memory: 4Mi} |"
            + " rateLimits.resources",
        "resources: {cpu: 200m, memory: 640Mi} | resources: {cpu: 200m, memory: 16Mi} |"
            + " influxdb.resources",
        "resources: {cpu: 150m, memory: 512Mi} | resources: {cpu: 150m, memory: 64Mi} |"
            + " rabbitmq.resources",
        "resources: {cpu: 50m, memory: 64Mi} | resources: {cpu: 50m, memory: 1Mi} |"
            + " postgres.pooler.resources",
      })
  void failsWhenAStoreHasNoRoomForItself(String old, String replacement, String place) {
    assertThat(files.problemsOfStaging(staging(old, replacement)))
        .singleElement()
        .asString()
        .contains("data." + place)
        .contains("memory is too small");
  }

  @Test
  void failsWhenTheDiskAlarmOfABrokerNeverEnds() {
    assertThat(
            files.problemsOfStaging(
                staging(
                    "resources: {cpu: 150m, memory: 512Mi}",
                    "resources: {cpu: 150m, memory: 5Gi}")))
        .singleElement()
        .asString()
        .contains(
            "data.rabbitmq.storage: storage 8Gi is less than twice the memory: publishers stop when no"
                + " more than the memory is free on the volume; allowed: 10Gi or more; write 10Gi or"
                + " more");
  }

  @Test
  void failsWhenDatabasesWouldBeOnAFileServer() {
    refuses(
        "block: ceph-block",
        "block: nfs",
        "cluster.storage.block: block nfs: databases lose data on a file server that answers before it"
            + " has written; allowed: a class of block devices; use ceph-block or local-path");
  }

  @ParameterizedTest
  @CsvSource({"0, too small", "2, even", "4, even", "8, too large"})
  void failsWhenAQuorumHasNoMajority(String nodes, String expected) {
    String text =
        staging("    nodes: 3\n    storage: 8Gi", "    nodes: " + nodes + "\n    storage: 8Gi");
    assertThat(files.problemsOfStaging(text))
        .isNotEmpty()
        .allMatch(problem -> problem.contains("data.rabbitmq.nodes: "))
        .anyMatch(problem -> problem.contains(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "masters: 2 | masters: masters 2 is even: a majority of them decides who takes over; allowed:"
            + " an odd number; set masters to 1 or 3",
        "masters: 0 | masters: 0 is too small",
      })
  void failsWhenMastersOfRedisHaveNoMajority(String masters, String expected) {
    refuses("masters: 3", masters, "data.redis." + expected);
  }

  @Test
  void failsWhenNothingWouldPromoteAReplica() {
    assertThat(
            files.problemsOfStaging(
                staging(
                    "masters: 3\n    replicasPerMaster: 0",
                    "masters: 1\n    replicasPerMaster: 1")))
        .singleElement()
        .asString()
        .contains(
            "data.redis.replicasPerMaster: replicasPerMaster 1 with one master: nothing would promote"
                + " them; allowed: 0, or 3 masters and more");
  }

  @Test
  void failsWhenPodsThatMustNotShareANodeHaveTooFew() {
    assertThat(
            files.problemsOfStaging(
                staging("    nodes: 3\n    storage: 8Gi", "    nodes: 5\n    storage: 8Gi")))
        .singleElement()
        .asString()
        .contains("data.rabbitmq.nodes: 5 pods need a node each, and there are 3");
  }

  @Test
  void failsWhenTheWayInContradictsItself() {
    assertThat(files.problemsOfStaging(staging("  clients: [10.0.0.0/8]\n", "")))
        .singleElement()
        .asString()
        .contains(
            ": edge: clients are missing: without a content delivery network nobody could come;"
                + " allowed: address ranges; add clients");
    refuses(
        "  requestBody: 10Mi",
        "  requestBody: 1500Ki",
        "edge.requestBody: requestBody 1500Ki is no whole number of MiB");
    refuses(
        "email: platform@xtrading.com",
        "email: platform",
        "edge.certificates.email: email \"platform\" is no mail address");
    refuses(
        "- kid: staging-2026-11",
        "- kid: staging 2026",
        "edge.tokenKeys[0].kid: kid \"staging 2026\" is no name of a key");
    refuses(
        "dns: {zone: xtrading.com, zoneId: 00000000000000000000000000000001}",
        "dns: {zone: xtrading.com, zoneId: 12}",
        "edge.dns.zoneId: zoneId \"12\" is no number of a zone");
    refuses(
        "dns: {zone: xtrading.com,",
        "dns: {zone: other.com,",
        "edge.dns.zone: staging.xtrading.com is not in the zone other.com; allowed: the domain");
  }

  @Test
  void failsWhenCloudflareWouldHaveNoCertificateForAHost() {
    List<String> problems =
        files.problemsOfStaging(
            staging("  cdn: none\n  clients: [10.0.0.0/8]\n", "  cdn: cloudflare\n"));
    assertThat(problems)
        .singleElement()
        .asString()
        .contains(
            ": edge.cdn: api.staging.xtrading.com is two levels below the zone xtrading.com, and"
                + " Cloudflare has no certificate for it");
  }

  @Test
  void failsWhenAPrivateKeyOrNoneStandsInThePlaceOfAPublicOne() {
    String text =
        EnvironmentFiles.committed("staging").replaceAll("publicKey: .*", "publicKey: MC4");
    assertThat(files.problemsOfStaging(text))
        .singleElement()
        .asString()
        .contains(": edge.tokenKeys[0].publicKey: \"MC4\" is no public key");
  }

  @Test
  void failsWhenPeopleAreEverybodyOrTheSame() {
    assertThat(
            files.problemsOfStaging(
                staging(
                    "operators: oidc:xtrading-developers", "operators: oidc:xtrading-everybody")))
        .singleElement()
        .asString()
        .contains(": people: two kinds of people are one group");
    assertThat(
            files.problemsOfStaging(
                staging("viewers: oidc:xtrading-everybody", "viewers: system:authenticated")))
        .singleElement()
        .asString()
        .contains(": people: \"system:authenticated\" is no group of people");
  }

  private static final String OUTSIDE =
      "  server: https://vault-nonprod.xtrading.com:8200\n  cidrs: [10.41.8.0/24]\n";
  private static final String AWS =
      "awskms: {region: eu-west-1, key: alias/staging, role: arn:aws:iam::111122223333:role/vault,"
          + " cidrs: [10.20.70.0/28]}";
  private static final String OWN =
      "  own: {nodes: 3, storage: 10Gi, resources: {cpu: 250m, memory: 512Mi}, seal: {"
          + AWS
          + "}}\n";

  /** Staging with a Vault of its own, and a class of volumes that needs no secret for it. */
  private List<String> withOwnVault(String own) {
    return files.problemsOfStaging(
        staging(OUTSIDE, own)
            .replace("    ceph:\n", "    local: {path: /var/lib/xtrading}\n    ceph:\n"));
  }

  @Test
  void acceptsAVaultOfTheEnvironmentsOwn() {
    assertThat(withOwnVault(OWN)).isEmpty();
  }

  @Test
  void failsUnlessThereIsOneVault() {
    assertThat(withOwnVault(OUTSIDE + OWN))
        .singleElement()
        .asString()
        .contains(
            ": vault.own: own is given beside an address outside: secrets come from one Vault;"
                + " allowed: own, or server and cidrs; remove one of them");
    assertThat(withOwnVault(""))
        .singleElement()
        .asString()
        .contains(": vault: the address of Vault is missing; allowed: server and cidrs, or own");
    assertThat(withOwnVault("  server: https://vault-nonprod.xtrading.com:8200\n"))
        .singleElement()
        .asString()
        .contains(": vault: the range of Vault is missing", "; add cidrs");
  }

  @Test
  void failsWhenServersOfAVaultCannotDecideOrHaveNoRoom() {
    assertThat(withOwnVault(OWN.replace("nodes: 3", "nodes: 4")))
        .anyMatch(
            problem ->
                problem.contains(
                    ": vault.own.nodes: nodes 4 is even: a majority of them decides; allowed: 3 or"
                        + " 5"));
    assertThat(withOwnVault(OWN.replace("nodes: 3", "nodes: 1")))
        .singleElement()
        .asString()
        .contains(": vault.own.nodes: 1 is too small");
    assertThat(withOwnVault(OWN.replace("nodes: 3", "nodes: 5")))
        .singleElement()
        .asString()
        .contains(": vault.own.nodes: 5 pods need a node each, and there are 3");
    assertThat(withOwnVault(OWN.replace("memory: 512Mi", "memory: 128Mi")))
        .singleElement()
        .asString()
        .contains(": vault.own.resources: resources: 128Mi memory is too small for Vault");
    assertThat(withOwnVault(OWN.replace("storage: 10Gi", "storage: 10Mi")))
        .singleElement()
        .asString()
        .contains(": vault.own.storage: 10Mi is too small for a volume");
  }

  @Test
  void failsWhenAVaultWouldWaitForItself() {
    assertThat(files.problemsOfStaging(staging(OUTSIDE, OWN)))
        .singleElement()
        .asString()
        .contains(
            ": vault.own: would have no volumes: those of other classes are made with keys that"
                + " come from Vault; allowed: an environment with cluster.storage.local");
  }

  @Test
  void failsUnlessOneKeyOpensAVault() {
    assertThat(withOwnVault(OWN.replace(AWS, "")))
        .singleElement()
        .asString()
        .contains(
            ": vault.own.seal: 0 seals are given; allowed: exactly one of awskms, gcpckms,"
                + " azurekeyvault and transit; add one of them");
    String transit =
        ", transit: {server: https://vault.example.org, cidrs: [10.3.0.0/24], mount: a, key: b}";
    assertThat(withOwnVault(OWN.replace(AWS, AWS + transit)))
        .singleElement()
        .asString()
        .contains(": vault.own.seal: 2 seals are given", "keep one of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key: alias/staging | key: staging | awskms.key: key \"staging\" has the wrong form;"
            + " allowed: the id, ARN or alias/",
        "role: arn:aws:iam::111122223333:role/vault | role: vault | awskms.role: role \"vault\" has"
            + " the wrong form; allowed: the ARN of a role",
        "region: eu-west-1 | region: Ireland | awskms.region: \"Ireland\" is not an AWS region",
      })
  void failsWhenTheKeyThatOpensAVaultIsNone(String old, String written, String expected) {
    assertThat(withOwnVault(OWN.replace(old, written)))
        .singleElement()
        .asString()
        .contains(": vault.own.seal." + expected);
  }

  @Test
  void failsWhenAKeyOfAnotherCloudIsNone() {
    String google =
        "gcpckms: {project: xtrading, region: Europe, keyRing: a, cryptoKey: b, serviceAccount:"
            + " vault@xtrading.iam.gserviceaccount.com, cidrs: [199.36.153.8/30]}";
    assertThat(withOwnVault(OWN.replace(AWS, google)))
        .singleElement()
        .asString()
        .contains(": vault.own.seal.gcpckms.region: region \"Europe\" has the wrong form");
    String azure =
        "azurekeyvault: {tenant: xtrading, vault: keys, key: seal, client:"
            + " 03dc33fc-16d9-4b77-8152-3ec568f8af6e, cidrs: [20.190.128.0/18]}";
    assertThat(withOwnVault(OWN.replace(AWS, azure)))
        .singleElement()
        .asString()
        .contains(": vault.own.seal.azurekeyvault.tenant: tenant \"xtrading\" has the wrong form");
  }

  private static final String SCANNING =
      """
      imageScanning:
        databases: {repository: mirror.gcr.io/aquasec, cidrs: [10.9.0.0/24]}
        registries:
          - {host: ghcr.io, cidrs: [10.9.0.0/24]}
        login: false
        resources: {cpu: 100m, memory: 512Mi}
        scans: {parallel: 1, resources: {cpu: 100m, memory: 384Mi}}
      """;

  private static final String CLAIR =
      """
      clair:
        registry: {url: "https://quay.xtrading.com", cidrs: [10.9.1.0/28], issuer: quay}
        updates: {sets: [alpine], cidrs: [10.9.2.0/24]}
        layers: 10Gi
        service:
          replicas: {min: 1, max: 1}
          requests: {cpu: 200m, memory: 1Gi}
          limits: {cpu: "2", memory: 2Gi}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "repository: mirror.gcr.io/aquasec | repository: mirror.gcr.io | imageScanning.databases.repository: repository \"mirror.gcr.io\" is no folder of a registry; allowed: registry and folder such as mirror.gcr.io/aquasec",
        "repository: mirror.gcr.io/aquasec | repository: \"https://mirror.gcr.io/aquasec\" | imageScanning.databases.repository: repository \"https://mirror.gcr.io/aquasec\" is no folder",
        "{host: ghcr.io, | {host: ghcr.io, mirror: \"https://mirror.io\", | imageScanning.registries[0].mirror: mirror \"https://mirror.io\" is no registry",
        "{host: ghcr.io, cidrs: [10.9.0.0/24]} | {host: ghcr.io, cidrs: []} | imageScanning.registries[0].cidrs: is an empty list",
        "parallel: 1, | parallel: 0, | imageScanning.scans.parallel: 0 is too small",
        "memory: 512Mi | memory: 8Mi | imageScanning.resources: resources: 8Mi memory is too small for the server of Trivy; allowed: 512Mi or more; write 512Mi or more",
        "memory: 384Mi | memory: 8Mi | imageScanning.scans.resources: resources: 8Mi memory is too small for a scan of Trivy; allowed: 96Mi or more; write 96Mi or more",
        "host: ghcr.io | host: quay.io | images.backend.repository: comes from ghcr.io, which imageScanning does not reach; allowed: one of [quay.io]; add ghcr.io to imageScanning.registries",
      })
  void failsWhenScansCouldNotWork(String old, String replacement, String expected) {
    String section = EnvironmentFiles.change(SCANNING, old, replacement);
    assertThat(files.problemsOfStaging(staging("backup:", section + "backup:")))
        .isNotEmpty()
        .anySatisfy(problem -> assertThat(problem).contains(": " + expected));
  }

  @Test
  void failsWhenARegistryIsNamedTwice() {
    String section =
        EnvironmentFiles.change(
            SCANNING,
            "    - {host: ghcr.io, cidrs: [10.9.0.0/24]}\n",
            "    - {host: ghcr.io, cidrs: [10.9.0.0/24]}\n".repeat(2));
    assertThat(files.problemsOfStaging(staging("backup:", section + "backup:")))
        .singleElement()
        .asString()
        .contains(
            ": imageScanning.registries: registries has ghcr.io twice; allowed: each registry once; remove one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "issuer: quay | issuer: clair-notifier | clair.registry.issuer: issuer \"clair-notifier\" is one by which Clair knows itself",
        "issuer: quay | issuer: \"a b\" | clair.registry.issuer: issuer \"a b\" is no issuer of tokens",
        "issuer: quay | issuer: quay, notifications: \"https://else.xtrading.com/x\" | clair.registry.notifications: notifications go to else.xtrading.com, and cidrs are those of quay.xtrading.com; allowed: an address of the registry; write one below https://quay.xtrading.com",
        "sets: [alpine] | sets: [] | clair.updates.sets: is an empty list",
        "sets: [alpine] | sets: [alpine, rhel-vex, alpine] | clair.updates.sets: sets has alpine twice; allowed: each publisher once; remove one of them",
        "sets: [alpine] | sets: [gentoo] | clair.updates.sets[0]: \"gentoo\" is not",
      })
  void failsWhenClairCouldNotWork(String old, String replacement, String expected) {
    String section = EnvironmentFiles.change(CLAIR, old, replacement);
    assertThat(files.problemsOfStaging(staging("backup:", section + "backup:")))
        .singleElement()
        .asString()
        .contains(": " + expected);
  }

  @Test
  void bothSectionsAreReadAsTheyAre() {
    assertThat(files.problemsOfStaging(staging("backup:", SCANNING + CLAIR + "backup:"))).isEmpty();
  }

  private static final String RELEASES =
      "releases: {source: \"https://github.com/xtrading/trading\", branch: main, from: builds}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "github.com | gitlab.com | releases.source: source https://gitlab.com/xtrading/trading is no repository on GitHub, whose workflows build and sign; allowed: https://github.com/owner/name",
        "xtrading/trading | xtrading | releases.source: source https://github.com/xtrading is no repository",
        "branch: main | branch: \"a b\" | releases.branch: branch \"a b\" is no branch",
        "from: builds | from: hope | releases.from: \"hope\" is not",
      })
  void failsWhenReleasesCouldNotCome(String old, String replacement, String expected) {
    String section = EnvironmentFiles.change(RELEASES, old, replacement);
    assertThat(files.problemsOfStaging(staging("backup:", section + "backup:")))
        .singleElement()
        .asString()
        .contains(": " + expected);
  }

  @Test
  void failsWhenAWorkflowCouldNotWriteWhereItMust() {
    String text =
        EnvironmentFiles.change(
            staging("backup:", RELEASES + "backup:"),
            "repository: ghcr.io/xtrading/backend",
            "repository: quay.io/xtrading/backend");
    assertThat(
            files.problemsOfStaging(
                EnvironmentFiles.change(
                    text, "repoURL: https://github.com", "repoURL: https://gitlab.com")))
        .hasSize(2)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(
                        ": images.backend.repository: \"quay.io/xtrading/backend\" is not at ghcr.io, to"
                            + " which the workflows of releases push"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(
                        ": gitops.repoURL: https://gitlab.com/xtrading/platform.git is not on GitHub"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "realms/xtrading | realms/xtrading/ | identity.issuer: issuer"
            + " \"https://login-nonprod.xtrading.com/realms/xtrading/\" has a slash too many; allowed:"
            + " https://host[:port][/path] without a slash at the end; copy issuer from"
            + " <issuer>/.well-known/openid-configuration",
        "issuer: https://login-nonprod | issuer: http://login-nonprod | identity.issuer:"
            + " \"http://login-nonprod.xtrading.com/realms/xtrading\" is not an https address",
        "length: 10h | length: 25h | identity.session.length: length 25h is more than a day",
        "tokenLife: 5m | tokenLife: 1m | identity.session.tokenLife: tokenLife 1m leaves no time",
        "tokenLife: 5m | tokenLife: 61m | identity.session.tokenLife: 61 minutes are too few or too"
            + " many; allowed: 1m to 60m",
        "tokenLife: 5m | tokenLife: 300s | identity.session.tokenLife: \"300s\" is not a number of"
            + " minutes",
        "prometheus: {who | api: {who | identity.uis: uis has \"api\", whose host is taken; allowed:"
            + " another label than api, http, web, www",
        "prometheus: {who: [viewers, operators]} | prometheus: {who: [viewers, viewers]} |"
            + " identity.uis.prometheus.who: who names somebody twice",
        "prometheus: {who: [viewers, operators]} | prometheus: {who: [everybody]} |"
            + " identity.uis.prometheus.who[0]: \"everybody\" is not one of the choices; allowed:"
            + " viewers, operators, emergency",
        "prometheus: {who: [viewers, operators]} | prometheus: {who: []} |"
            + " identity.uis.prometheus.who: is an empty list",
        "prometheus: {who: [viewers, operators]} | prometheus: {who: [viewers], clientId: \"a b\"} |"
            + " identity.uis.prometheus.clientId: clientId \"a b\" is no name of a client",
        "groupPrefix: \"oidc:\" | groupPrefix: \"a b\" | identity.groupPrefix: groupPrefix \"a b\""
            + " begins no group"
      })
  void refusesASignOnThatCouldNotWork(String old, String replacement, String expected) {
    assertThat(files.problemsOfStaging(staging(old, replacement)))
        .first()
        .asString()
        .contains(": " + expected);
  }

  @Test
  void refusesGroupsThatTheProviderDoesNotKnow() {
    assertThat(
            files.problemsOfStaging(
                staging("viewers: oidc:xtrading-everybody", "viewers: xtrading-everybody")))
        .singleElement()
        .asString()
        .contains(
            ": people.viewers: \"xtrading-everybody\" is no group of the provider; allowed: oidc:"
                + " and a group (identity.groupPrefix, line ");
    String withoutPrefix =
        staging("viewers: oidc:xtrading-everybody", "viewers: xtrading-everybody")
            .replace("  groupPrefix: \"oidc:\"\n", "");
    assertThat(files.problemsOfStaging(withoutPrefix)).isEmpty();
  }

  @Test
  void refusesASignOnToNothing() {
    String text =
        staging(
            "  uis:\n    prometheus: {who: [viewers, operators]}\n"
                + "    rabbitmq: {who: [viewers, operators, emergency]}\n",
            "  uis: {}\n");
    assertThat(files.problemsOfStaging(text))
        .singleElement()
        .asString()
        .contains(": identity.uis: uis has no user interface; allowed: one or more");
  }

  @Test
  void failsWhenADestinationIsEverywhere() {
    assertThat(files.problemsOfStaging(staging("cidrs: [10.41.8.0/24]", "cidrs: [0.0.0.0/0]")))
        .singleElement()
        .asString()
        .contains(
            ": vault.cidrs[0]: 0.0.0.0/0 is every address there is; allowed: the addresses of that"
                + " place alone; write its ranges");
  }

  @Test
  void failsUnlessSomebodyIsToldWhereSomebodyShouldBe() {
    refuses(
        "  level: full",
        "  level: basic",
        "monitoring.level: level is basic and there is an alertmanager; allowed: an alertmanager where"
            + " somebody is told, which is so of every level but basic; remove alertmanager, or raise"
            + " level");
    refuses(
        "  level: full",
        "  level: full-with-alerting",
        "monitoring.level: level is full-with-alerting and alertmanager has no pages; allowed: pages"
            + " where people are paged, at level full-with-alerting, and nowhere else; add"
            + " alertmanager.pages");
  }

  /** What is in memory only goes when there is too much of it. */
  @Test
  void failsWhenTracesDoNotFitIntoMemory() {
    refuses(
        "  traces: 3000",
        "  traces: 4097",
        "tracing.traces: traces: 4097 of 24 KiB each do not fit into 256Mi; allowed: 4096 at the most:"
            + " half of the memory beyond 64Mi; hold fewer, or give it more memory");
  }

  /** Traces went to a place outside once. */
  @Test
  void saysWhatBecameOfTheDestinationOfTraces() {
    assertThat(
            files.problemsOfStaging(
                staging(
                    "  traces: 3000\n  resources: {cpu: 100m, memory: 256Mi}\n",
                    "  destination: {url: https://traces.example.org, cidrs: [10.1.0.0/24]}\n")))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("tracing.destination: is not a known key"))
        .anyMatch(
            problem ->
                problem.contains("tracing.traces: is missing")
                    && problem.contains("Traces that Jaeger holds"))
        .anyMatch(problem -> problem.contains("tracing.resources: is missing"));
  }

  @Test
  void aMissingDigestIsToldOnceAtItsImage() {
    String digest = "    digest: sha256:" + "0".repeat(63) + "1\n";
    String text = EnvironmentFiles.committed("staging").replaceFirst(digest, "");
    assertThat(files.problemsOfStaging(text))
        .containsExactly(
            "staging.yaml:%d: images.backend: digest is missing: the one that was reviewed is what runs"
                    .formatted(lineOf(text, "backend:"))
                + " on every node; allowed: sha256: and 64 hexadecimal digits; add"
                + " images.backend.digest, as the registry shows it for 1.0.0");
  }
}
