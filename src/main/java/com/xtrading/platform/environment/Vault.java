package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.KubernetesName;
import java.util.List;

/** The HashiCorp Vault that serves an environment. */
public record Vault(
    @Describe("Address of Vault.") HttpsUrl server,
    @Describe("Address ranges behind that address.") List<Cidr> cidrs,
    @Describe("Mount of the key-value engine, version 2.") KubernetesName mount,
    @Describe("Mount of the Kubernetes auth method of this cluster.") KubernetesName authMount) {}
