package com.xtrading.platform.security;

import com.xtrading.platform.dashboard.Color;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Panel;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.State;
import com.xtrading.platform.dashboard.StateTimeline;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import java.util.List;

/** How a Vault of ours does. Its timers are summaries in milliseconds. */
final class VaultPanels {

  static Panel[] of(String namespace) {
    String here = "namespace=\"%s\"".formatted(namespace);
    return new Panel[] {
      StateTimeline.of(
          Frame.of("解封 · Seal", "Which servers are open; sealed ones answer nobody.", Unit.NUMBER)
              .runbook("VaultSealed"),
          List.of(new State(0, "sealed", Color.RED), new State(1, "open", Color.GREEN)),
          PromQl.range(Series.of("vault_core_unsealed", here).max("pod"), "{{pod}}")),
      StateTimeline.of(
          Frame.of("主节点 · Leader", "Which server answers, and when that changed.", Unit.NUMBER)
              .runbook("VaultHasNoLeader"),
          List.of(new State(0, "standby", Color.TEXT), new State(1, "active", Color.BLUE)),
          PromQl.range(Series.of("vault_core_active", here).max("pod"), "{{pod}}")),
      TimeSeries.of(
          Frame.of(
              "请求耗时 · Time of requests",
              "How long the slowest hundredth of the requests takes.",
              Unit.MILLISECONDS),
          PromQl.range(
              Series.of("vault_core_handle_request", here, "quantile=\"0.99\"").max("pod"),
              "{{pod}}")),
      TimeSeries.of(
          Frame.of(
                  "审计失败 · Audit log",
                  "Requests and answers between two points that could not be recorded, and so were refused.",
                  Unit.NUMBER)
              .with(Thresholds.redFrom(1))
              .runbook("VaultAuditFails"),
          PromQl.range(
              Series.of("vault_audit_log_request_failure", here).sumOfIncreases(), "requests"),
          PromQl.range(
              Series.of("vault_audit_log_response_failure", here).sumOfIncreases(), "answers")),
      TimeSeries.of(
          Frame.of(
              "租约与令牌 · Leases and tokens",
              "What Vault has given out and must take back.",
              Unit.SHORT),
          PromQl.range(Series.of("vault_expire_num_leases", here).max(), "leases"),
          PromQl.range(Series.of("vault_token_count", here).max(), "tokens")),
      TimeSeries.of(
          Frame.of(
                  "容错 · Servers that may be lost",
                  "How many servers may be lost before Vault answers nobody.",
                  Unit.NUMBER)
              .runbook("VaultRaftUnhealthy"),
          PromQl.range(Series.of("vault_autopilot_failure_tolerance", here).max(), "servers"))
    };
  }

  private VaultPanels() {}
}
