package com.xtrading.platform.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static Workload workload() {
    Platform platform = new Platform(TestPlatform.environment("staging"));
    return new AddOn(
            platform,
            "some-operator",
            "some-operator",
            PodSecurity.RESTRICTED,
            new HelmChart("https://charts.example.com", "some-operator", "1.2.3", Map.of()))
        .pods(
            "some-operator",
            "app",
            "some-operator",
            Workload.Size.fixed(1, new Resources(Cpu.millis(10), Memory.mebibytes(10))));
  }

  private static Endpoint endpoint(String name) {
    return Endpoint.of(
        new Peer.Addresses(name, List.of(new Cidr("10.0.0.1/32"))),
        name + ".example.com",
        Port.tcp("https", 443),
        "a test");
  }

  @Test
  void refusesTwoEndpointsThatSetTheSameSetting() {
    Workload workload = workload().uses(endpoint("one").withSetting("CACHE_HOST", "one"));
    Endpoint second = endpoint("two").withSetting("CACHE_HOST", "two");
    assertThatThrownBy(() -> workload.uses(second))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CACHE_HOST")
        .hasMessageContaining("another prefix");
  }

  @Test
  void refusesTwoCredentialsWithOnePrefix() {
    Workload workload =
        workload()
            .uses(endpoint("one").withCredential(new Endpoint.Credential("one", "a/one", "CACHE")));
    Endpoint second =
        endpoint("two").withCredential(new Endpoint.Credential("two", "a/two", "CACHE"));
    assertThatThrownBy(() -> workload.uses(second))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CACHE_USERNAME_FILE");
  }

  @Test
  void burstsInCpuAndNeverInMemory() {
    Resources asked = new Resources(Cpu.millis(100), Memory.mebibytes(64));
    Workload.Size size = Workload.Size.bursting(2, asked);
    assertThat(size.limits().memory()).isEqualTo(asked.memory());
    assertThat(size.limits().cpu()).isGreaterThan(asked.cpu());
  }
}
