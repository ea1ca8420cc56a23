package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.Kinds;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of NGINX Gateway Fabric (2.6.7), which show in what is made of a Gateway. */
final class NginxProxyKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return Kinds.NGINX_PROXY;
  }

  @Override
  public Set<String> versions() {
    return Set.of("v1alpha2");
  }

  @Override
  public Set<GroupKind> shownBy() {
    return Set.of(Kinds.GATEWAY);
  }

  @Override
  public List<HarmlessField> harmless() {
    return Stream.of(
            "disableHTTP2",
            "disableSNIHostValidation",
            "logging.accessLog.disable",
            "logging.accessLog.escape",
            "logging.accessLog.format",
            "logging.agentLevel",
            "logging.errorLevel",
            "rewriteClientIP.mode",
            "rewriteClientIP.setIPRecursively",
            "rewriteClientIP.trustedAddresses[].type",
            "rewriteClientIP.trustedAddresses[].value",
            "serverTokens",
            "workerConnections")
        .map(field -> new HarmlessField("spec." + field, "what NGINX is told"))
        .toList();
  }
}
