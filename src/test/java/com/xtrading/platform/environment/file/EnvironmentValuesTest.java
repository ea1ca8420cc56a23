package com.xtrading.platform.environment.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.file.EnvironmentLoader.Loaded;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key reaches its component. */
class EnvironmentValuesTest {

  private static final String TEXT =
      """
      name: other
      kubernetes: 1.36
      cluster:
        nodes: {count: 7, cpu: 11, memory: 13Gi, reservation: kubeadm, autoscaleTo: 17, disk: 80Gi,
          pods: 97, visibleMemory: 93, taints: [{key: for, value: us, effect: no-schedule}]}
        system:
          dns: {pods: 3, requests: {cpu: 101m, memory: 71Mi}}
          proxy: {requests: {cpu: 102m, memory: 72Mi}}
        network:
          dns: nodelocal
          apiServer: {endpoints: [10.1.0.2/32, 10.1.0.3/32], port: 6443, service: 10.97.0.1/32}
          nodeCidrs: [10.2.0.0/20]
          kubelets: self
        storage:
          block: ceph-block
          shared: nfs
          reclaim: retain
          local: {path: /srv/volumes}
          ceph: {monitors: [10.5.0.1:3300], cidrs: [10.5.0.0/24], pool: fast, filesystem: wide}
          nfs: {server: files.example.org, share: /exports/other}
      capacity:
        slack: 12
        nodeLoss: stores
        memoryLimits: 133
        shed: [batch, extra]
        reserved:
          search: {pods: 2, requests: {cpu: 103m, memory: 73Mi}, priorityClass: low}
      gitops:
        repoURL: https://github.com/other/platform.git
        revision: v1.10
        destination: other-cluster
        hub: true
        sync: manual
      domain: other.example.org
      namespace: other-trading
      images:
        backend:
          repository: ghcr.io/other/backend
          tag: 1.10
          digest: sha256:2222222222222222222222222222222222222222222222222222222222222222
        frontend:
          repository: ghcr.io/other/deep/frontend
          tag: 2.0.1
          digest: sha256:1111111111111111111111111111111111111111111111111111111111111111
      releases: {source: "https://github.com/other/app.git", branch: release/1, from: promotion}
      vault:
        mount: secrets
        authMount: kubernetes-other
        own:
          nodes: 5
          storage: 24Gi
          resources: {cpu: 307m, memory: 1032Mi}
          seal:
            transit:
              server: https://vault.example.org:8201
              cidrs: [10.3.0.0/24]
              mount: keys
              key: other
      people: {viewers: "a:viewers", operators: "a:operators", emergency: "a:emergency"}
      identity:
        issuer: https://login.example.org/realms/other
        cidrs: [10.10.0.0/24]
        groupPrefix: "a:"
        session: {length: 9h, tokenLife: 15m}
        proxy:
          replicas: {min: 2, max: 3}
          requests: {cpu: 21m, memory: 49Mi}
          limits: {cpu: 201m, memory: 97Mi}
        uis:
          graphs: {who: [viewers, emergency], clientId: a-client}
      application: {logLevel: warning, requestsPerHour: 2345}
      services:
        zeta:
          replicas: {min: 2, max: 9}
          requests: {cpu: 150m, memory: 160Mi}
          limits: {cpu: 1100m, memory: 170Mi}
        alpha:
          replicas: {min: 3, max: 3}
          requests: {cpu: 151m, memory: 161Mi}
          limits: {cpu: 1101m, memory: 171Mi}
          settings: {ALPHA: "1", BETA: two}
      backtests:
        mode: one-worker
        parallel: 1
        deadline: 9h
        requests: {cpu: 152m, memory: 162Mi}
        limits: {cpu: 1102m, memory: 172Mi}
      edge:
        cdn: none
        clients: [10.6.0.0/24, 10.7.0.0/24]
        proxy:
          replicas: {min: 4, max: 5}
          requests: {cpu: 153m, memory: 163Mi}
          limits: {cpu: 1103m, memory: 173Mi}
        gateway:
          replicas: {min: 6, max: 7}
          requests: {cpu: 154m, memory: 164Mi}
          limits: {cpu: 1104m, memory: 174Mi}
        requestBody: 12Mi
        dns: {zone: example.org, zoneId: 0123456789abcdef0123456789abcdef}
        certificates:
          server: https://acme.example.org/directory
          cidrs: [10.8.0.0/24]
          email: team@example.org
        tokenKeys:
          - kid: first
            publicKey: MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
      data:
        postgres:
          major: 18
          instances: 4
          storage: 21Gi
          walStorage: 3Gi
          resources: {cpu: 301m, memory: 1025Mi}
          connectionsPerPod: 6
          pooler: {instances: 3, poolSize: 8, resources: {cpu: 302m, memory: 1027Mi}}
        redis:
          masters: 5
          replicasPerMaster: 1
          resources: {cpu: 303m, memory: 1028Mi}
        rateLimits:
          resources: {cpu: 304m, memory: 1029Mi}
        influxdb:
          storage: 22Gi
          retention: 17d
          resources: {cpu: 305m, memory: 1030Mi}
        rabbitmq:
          nodes: 7
          storage: 23Gi
          resources: {cpu: 306m, memory: 1031Mi}
      mesh: istio-ambient
      monitoring:
        level: full-with-alerting
        retention: 16d
        storage: 31Gi
        replicas: 3
        recommendations: true
        resources: {cpu: 251m, memory: 1026Mi}
        nodeExporter: {cpu: 21m, memory: 33Mi}
        kubeStateMetrics: {cpu: 22m, memory: 97Mi}
        grafana:
          replicas: {min: 1, max: 2}
          requests: {cpu: 156m, memory: 166Mi}
          limits: {cpu: 1106m, memory: 176Mi}
        alertmanager:
          replicas: 4
          storage: 32Gi
          resources: {cpu: 255m, memory: 1035Mi}
          chat: [10.16.0.0/24]
          deadMansSwitch: [10.17.0.0/24]
          pages: [10.18.0.0/24]
      imageScanning:
        databases: {repository: db.example.org/trivy, cidrs: [10.11.0.0/24]}
        registries:
          - {host: ghcr.io, cidrs: [10.12.0.0/24]}
          - {host: docker.io, mirror: "copy.example.org:5000/docker", cidrs: [10.13.0.0/24]}
        login: true
        resources: {cpu: 252m, memory: 1032Mi}
        scans: {parallel: 4, resources: {cpu: 253m, memory: 1033Mi}}
      clair:
        registry:
          url: https://quay.example.org:8443
          cidrs: [10.14.0.0/24]
          issuer: quay
          notifications: https://quay.example.org/secscan/notification
        updates: {sets: [alpine, rhel-vex], cidrs: [10.15.0.0/24]}
        layers: 9Gi
        service:
          replicas: {min: 1, max: 3}
          requests: {cpu: 155m, memory: 165Mi}
          limits: {cpu: 1105m, memory: 175Mi}
      logging:
        destination:
          url: https://logs.example.org/in
          cidrs: [10.4.0.0/24]
        buffer: 3Gi
        resources: {cpu: 41m, memory: 129Mi}
      tracing:
        percent: 13
        traces: 777
        resources: {cpu: 254m, memory: 1034Mi}
      backup:
        mode: continuous
        bucket: other-backups
        region: ap-southeast-1
        replicaRegion: us-east-2
        retention: 15d
      """;

  @TempDir private Path directory;

  @Test
  void everyKeyReachesItsComponent() {
    Loaded loaded = new EnvironmentFiles(directory).write("other.yaml", TEXT).load();
    assertThat(loaded.problems()).isEmpty();
    List<String> leaves = new ArrayList<>();
    collect("", loaded.environments().get(0), leaves);
    assertThat(leaves)
        .containsExactly(
            "name=other",
            "kubernetes=1.36",
            "cluster.nodes.count=7",
            "cluster.nodes.cpu=11",
            "cluster.nodes.memory=13Gi",
            "cluster.nodes.reservation=KUBEADM",
            "cluster.nodes.autoscaleTo=17",
            "cluster.nodes.disk=80Gi",
            "cluster.nodes.pods=97",
            "cluster.nodes.visibleMemory=93",
            "cluster.nodes.allocatable=absent",
            "cluster.nodes.taints[0].key=for",
            "cluster.nodes.taints[0].value=us",
            "cluster.nodes.taints[0].effect=NO_SCHEDULE",
            "cluster.system.dns.pods=3",
            "cluster.system.dns.requests.cpu=101m",
            "cluster.system.dns.requests.memory=71Mi",
            "cluster.system.proxy.pods=absent",
            "cluster.system.proxy.requests.cpu=102m",
            "cluster.system.proxy.requests.memory=72Mi",
            "cluster.network.dns=NODELOCAL",
            "cluster.network.apiServer.endpoints=[10.1.0.2/32, 10.1.0.3/32]",
            "cluster.network.apiServer.port=6443",
            "cluster.network.apiServer.service=10.97.0.1/32",
            "cluster.network.nodeCidrs=[10.2.0.0/20]",
            "cluster.network.kubelets=SELF",
            "cluster.storage.block=CEPH_BLOCK",
            "cluster.storage.shared=NFS",
            "cluster.storage.reclaim=RETAIN",
            "cluster.storage.local.path=/srv/volumes",
            "cluster.storage.ceph.monitors=[10.5.0.1:3300]",
            "cluster.storage.ceph.cidrs=[10.5.0.0/24]",
            "cluster.storage.ceph.pool=fast",
            "cluster.storage.ceph.filesystem=wide",
            "cluster.storage.nfs.server=files.example.org",
            "cluster.storage.nfs.share=/exports/other",
            "capacity.slack=12",
            "capacity.nodeLoss=STORES",
            "capacity.memoryLimits=133",
            "capacity.shed=[batch, extra]",
            "capacity.reserved.search.pods=2",
            "capacity.reserved.search.requests.cpu=103m",
            "capacity.reserved.search.requests.memory=73Mi",
            "capacity.reserved.search.priorityClass=low",
            "gitops.repoURL=https://github.com/other/platform.git",
            "gitops.revision=v1.10",
            "gitops.destination=other-cluster",
            "gitops.hub=true",
            "gitops.sync=MANUAL",
            "domain=other.example.org",
            "namespace=other-trading",
            "images.backend.repository=ghcr.io/other/backend",
            "images.backend.tag=1.10",
            "images.backend.digest=sha256:" + "2".repeat(64),
            "images.frontend.repository=ghcr.io/other/deep/frontend",
            "images.frontend.tag=2.0.1",
            "images.frontend.digest=sha256:" + "1".repeat(64),
            "releases.source=https://github.com/other/app.git",
            "releases.branch=release/1",
            "releases.from=PROMOTION",
            "vault.server=absent",
            "vault.cidrs=absent",
            "vault.mount=secrets",
            "vault.authMount=kubernetes-other",
            "vault.own.nodes=5",
            "vault.own.storage=24Gi",
            "vault.own.resources.cpu=307m",
            "vault.own.resources.memory=1032Mi",
            "vault.own.seal.awskms=absent",
            "vault.own.seal.gcpckms=absent",
            "vault.own.seal.azurekeyvault=absent",
            "vault.own.seal.transit.server=https://vault.example.org:8201",
            "vault.own.seal.transit.cidrs=[10.3.0.0/24]",
            "vault.own.seal.transit.mount=keys",
            "vault.own.seal.transit.key=other",
            "people.viewers=a:viewers",
            "people.operators=a:operators",
            "people.emergency=a:emergency",
            "identity.issuer=https://login.example.org/realms/other",
            "identity.cidrs=[10.10.0.0/24]",
            "identity.groupPrefix=a:",
            "identity.session.length=9h",
            "identity.session.tokenLife=15m",
            "identity.proxy.replicas.min=2",
            "identity.proxy.replicas.max=3",
            "identity.proxy.requests.cpu=21m",
            "identity.proxy.requests.memory=49Mi",
            "identity.proxy.limits.cpu=201m",
            "identity.proxy.limits.memory=97Mi",
            "identity.uis.graphs.who=[VIEWERS, EMERGENCY]",
            "identity.uis.graphs.clientId=a-client",
            "application.logLevel=WARNING",
            "application.requestsPerHour=2345",
            "services.alpha.replicas.min=3",
            "services.alpha.replicas.max=3",
            "services.alpha.requests.cpu=151m",
            "services.alpha.requests.memory=161Mi",
            "services.alpha.limits.cpu=1101m",
            "services.alpha.limits.memory=171Mi",
            "services.alpha.settings.ALPHA=1",
            "services.alpha.settings.BETA=two",
            "services.zeta.replicas.min=2",
            "services.zeta.replicas.max=9",
            "services.zeta.requests.cpu=150m",
            "services.zeta.requests.memory=160Mi",
            "services.zeta.limits.cpu=1100m",
            "services.zeta.limits.memory=170Mi",
            "services.zeta.settings=absent",
            "backtests.mode=ONE_WORKER",
            "backtests.parallel=1",
            "backtests.deadline=9h",
            "backtests.requests.cpu=152m",
            "backtests.requests.memory=162Mi",
            "backtests.limits.cpu=1102m",
            "backtests.limits.memory=172Mi",
            "edge.cdn=NONE",
            "edge.clients=[10.6.0.0/24, 10.7.0.0/24]",
            "edge.proxy.replicas.min=4",
            "edge.proxy.replicas.max=5",
            "edge.proxy.requests.cpu=153m",
            "edge.proxy.requests.memory=163Mi",
            "edge.proxy.limits.cpu=1103m",
            "edge.proxy.limits.memory=173Mi",
            "edge.gateway.replicas.min=6",
            "edge.gateway.replicas.max=7",
            "edge.gateway.requests.cpu=154m",
            "edge.gateway.requests.memory=164Mi",
            "edge.gateway.limits.cpu=1104m",
            "edge.gateway.limits.memory=174Mi",
            "edge.requestBody=12Mi",
            "edge.dns.zone=example.org",
            "edge.dns.zoneId=0123456789abcdef0123456789abcdef",
            "edge.certificates.server=https://acme.example.org/directory",
            "edge.certificates.cidrs=[10.8.0.0/24]",
            "edge.certificates.email=team@example.org",
            "edge.tokenKeys[0].kid=first",
            "edge.tokenKeys[0].publicKey=MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
            "data.postgres.major=18",
            "data.postgres.instances=4",
            "data.postgres.storage=21Gi",
            "data.postgres.walStorage=3Gi",
            "data.postgres.resources.cpu=301m",
            "data.postgres.resources.memory=1025Mi",
            "data.postgres.connectionsPerPod=6",
            "data.postgres.pooler.instances=3",
            "data.postgres.pooler.poolSize=8",
            "data.postgres.pooler.resources.cpu=302m",
            "data.postgres.pooler.resources.memory=1027Mi",
            "data.redis.masters=5",
            "data.redis.replicasPerMaster=1",
            "data.redis.resources.cpu=303m",
            "data.redis.resources.memory=1028Mi",
            "data.rateLimits.resources.cpu=304m",
            "data.rateLimits.resources.memory=1029Mi",
            "data.influxdb.storage=22Gi",
            "data.influxdb.retention=17d",
            "data.influxdb.resources.cpu=305m",
            "data.influxdb.resources.memory=1030Mi",
            "data.rabbitmq.nodes=7",
            "data.rabbitmq.storage=23Gi",
            "data.rabbitmq.resources.cpu=306m",
            "data.rabbitmq.resources.memory=1031Mi",
            "mesh=ISTIO_AMBIENT",
            "monitoring.level=FULL_WITH_ALERTING",
            "monitoring.retention=16d",
            "monitoring.storage=31Gi",
            "monitoring.replicas=3",
            "monitoring.recommendations=true",
            "monitoring.resources.cpu=251m",
            "monitoring.resources.memory=1026Mi",
            "monitoring.nodeExporter.cpu=21m",
            "monitoring.nodeExporter.memory=33Mi",
            "monitoring.kubeStateMetrics.cpu=22m",
            "monitoring.kubeStateMetrics.memory=97Mi",
            "monitoring.grafana.replicas.min=1",
            "monitoring.grafana.replicas.max=2",
            "monitoring.grafana.requests.cpu=156m",
            "monitoring.grafana.requests.memory=166Mi",
            "monitoring.grafana.limits.cpu=1106m",
            "monitoring.grafana.limits.memory=176Mi",
            "monitoring.alertmanager.replicas=4",
            "monitoring.alertmanager.storage=32Gi",
            "monitoring.alertmanager.resources.cpu=255m",
            "monitoring.alertmanager.resources.memory=1035Mi",
            "monitoring.alertmanager.chat=[10.16.0.0/24]",
            "monitoring.alertmanager.deadMansSwitch=[10.17.0.0/24]",
            "monitoring.alertmanager.pages=[10.18.0.0/24]",
            "imageScanning.databases.repository=db.example.org/trivy",
            "imageScanning.databases.cidrs=[10.11.0.0/24]",
            "imageScanning.registries[0].host=ghcr.io",
            "imageScanning.registries[0].mirror=absent",
            "imageScanning.registries[0].cidrs=[10.12.0.0/24]",
            "imageScanning.registries[1].host=docker.io",
            "imageScanning.registries[1].mirror=copy.example.org:5000/docker",
            "imageScanning.registries[1].cidrs=[10.13.0.0/24]",
            "imageScanning.login=true",
            "imageScanning.resources.cpu=252m",
            "imageScanning.resources.memory=1032Mi",
            "imageScanning.scans.parallel=4",
            "imageScanning.scans.resources.cpu=253m",
            "imageScanning.scans.resources.memory=1033Mi",
            "clair.registry.url=https://quay.example.org:8443",
            "clair.registry.cidrs=[10.14.0.0/24]",
            "clair.registry.issuer=quay",
            "clair.registry.notifications=https://quay.example.org/secscan/notification",
            "clair.updates.sets=[ALPINE, RHEL_VEX]",
            "clair.updates.cidrs=[10.15.0.0/24]",
            "clair.layers=9Gi",
            "clair.service.replicas.min=1",
            "clair.service.replicas.max=3",
            "clair.service.requests.cpu=155m",
            "clair.service.requests.memory=165Mi",
            "clair.service.limits.cpu=1105m",
            "clair.service.limits.memory=175Mi",
            "logging.destination.url=https://logs.example.org/in",
            "logging.destination.cidrs=[10.4.0.0/24]",
            "logging.buffer=3Gi",
            "logging.resources.cpu=41m",
            "logging.resources.memory=129Mi",
            "tracing.percent=13",
            "tracing.traces=777",
            "tracing.resources.cpu=254m",
            "tracing.resources.memory=1034Mi",
            "backup.mode=CONTINUOUS",
            "backup.bucket=other-backups",
            "backup.region=ap-southeast-1",
            "backup.replicaRegion=us-east-2",
            "backup.retention=15d");
  }

  /** Lists path=value; whatever prints itself shortly is a leaf, other records are opened. */
  private static void collect(String path, Object value, List<String> leaves) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresentOrElse(
          present -> collect(path, present, leaves), () -> leaves.add(path + "=absent"));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> collect(path + "." + key, entry, leaves));
    } else if (value instanceof Record && !ScalarBinder.binds(value.getClass())) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        String name = component.getName();
        try {
          Object child = component.getAccessor().invoke(value);
          collect(path.isEmpty() ? name : path + "." + name, child, leaves);
        } catch (ReflectiveOperationException failed) {
          throw new AssertionError(failed);
        }
      }
    } else {
      assertThat(value).isNotInstanceOf(Map.class);
      if (value instanceof List<?> items) {
        assertThat(items).isNotEmpty();
        if (items.get(0) instanceof Record && !ScalarBinder.binds(items.get(0).getClass())) {
          for (int i = 0; i < items.size(); i++) {
            collect("%s[%d]".formatted(path, i), items.get(i), leaves);
          }
          return;
        }
      }
      leaves.add(path + "=" + value);
    }
  }
}
