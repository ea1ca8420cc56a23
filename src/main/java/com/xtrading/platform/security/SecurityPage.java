package com.xtrading.platform.security;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Period;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import com.xtrading.platform.environment.Vault;
import java.util.List;

/**
 * Certificates, secrets and, where it is our own, Vault. Add-ons are scraped like anybody else, so
 * the namespace that they speak of is the exported one.
 */
final class SecurityPage {

  /**
   * @param vault whose secrets they are
   */
  static Dashboard of(Vault.Place vault) {
    Dashboard page =
        Dashboard.of(
                "xtrading-security",
                "安全 · Security",
                "Certificates that end, secrets that do not arrive, and Vault where it is ours.")
            .over(Period.DAY)
            .row("", notReady(), soonest(), secretsNotReady(), storesNotReady())
            .row("证书 · Certificates", certificates(), issuing())
            .row("密钥 · Secrets", secrets(), syncErrors(), calls());
    return vault instanceof Vault.Own
        ? page.row("Vault", VaultPanels.of(VaultServers.NAMESPACE))
        : page;
  }

  private static Stat notReady() {
    return Stat.of(
        Frame.tile(
                "未签发证书 · Certificates not issued",
                "Certificates that whoever waits for them does not have.",
                Unit.NUMBER)
            .sized(new Size(6, 4))
            .with(Thresholds.redFrom(1))
            .runbook("CertificateNotReady"),
        PromQl.instant(
            "count(max by (exported_namespace, name) (certmanager_certificate_ready_status{condition=\"True\"}) == 0) or vector(0)"));
  }

  private static Stat soonest() {
    return Stat.of(
        Frame.tile(
                "最早到期 · First to end",
                "Time until the first certificate ends; each is renewed long before.",
                Unit.SECONDS)
            .sized(new Size(6, 4))
            .with(Thresholds.falling(14 * 86_400, 30 * 86_400))
            .runbook("CertificateExpires"),
        PromQl.instant("min(certmanager_certificate_expiration_timestamp_seconds) - time()"));
  }

  private static Stat secretsNotReady() {
    return Stat.of(
        Frame.tile(
                "未同步密钥 · Secrets not in sync",
                "Secrets that did not come from Vault when they were asked for last.",
                Unit.NUMBER)
            .sized(new Size(6, 4))
            .with(Thresholds.redFrom(1)),
        PromQl.instant(
            "count(max by (exported_namespace, name) (externalsecret_status_condition{condition=\"Ready\", status=\"False\"}) == 1) or vector(0)"));
  }

  private static Stat storesNotReady() {
    return Stat.of(
        Frame.tile("不可用密钥库 · Stores not ready", "Ways to Vault that do not work.", Unit.NUMBER)
            .sized(new Size(6, 4))
            .with(Thresholds.redFrom(1)),
        PromQl.instant(
            "count(max by (exported_namespace, name) (secretstore_status_condition{condition=\"Ready\", status=\"False\"}) == 1) or vector(0)"));
  }

  private static Table certificates() {
    return new Table(
        Frame.of(
                "证书 · Certificates by their end",
                "When each ends and is renewed, in days from now.",
                Unit.NUMBER)
            .sized(new Size(14, 10))
            .runbook("CertificateExpires"),
        List.of(
            new Table.Label("exported_namespace", "Namespace"),
            new Table.Label("name", "Certificate")),
        List.of(
            Table.Value.of(
                    "Ends in",
                    Unit.SECONDS,
                    "min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds) - time()")
                .with(Thresholds.falling(14 * 86_400, 30 * 86_400)),
            Table.Value.of(
                "Renewed in",
                Unit.SECONDS,
                "min by (exported_namespace, name) (certmanager_certificate_renewal_timestamp_seconds) - time()")));
  }

  private static TimeSeries issuing() {
    return TimeSeries.of(
        Frame.of(
                "签发错误 · Errors of cert-manager",
                "Times between two points that cert-manager failed and tries again.",
                Unit.NUMBER)
            .sized(new Size(10, 10)),
        PromQl.range(
            Series.of("certmanager_controller_sync_error_count").sumOfIncreases("pod"), "{{pod}}"));
  }

  private static Table secrets() {
    return new Table(
        Frame.of(
            "同步失败的密钥 · Secrets that fail",
            "Secrets whose look-ups have failed within the last day.",
            Unit.NUMBER),
        List.of(
            new Table.Label("exported_namespace", "Namespace"), new Table.Label("name", "Name")),
        List.of(
            Table.Value.of(
                    "Failures",
                    Unit.NUMBER,
                    "round(sum by (exported_namespace, name) (increase(externalsecret_sync_calls_error[1d]))) > 0")
                .with(Thresholds.redFrom(1))));
  }

  private static TimeSeries syncErrors() {
    return TimeSeries.of(
        Frame.of(
            "密钥同步 · Look-ups of secrets",
            "Look-ups per second, and those that fail.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(Series.of("externalsecret_sync_calls_total").sumOfRates(), "all"),
        PromQl.range(Series.of("externalsecret_sync_calls_error").sumOfRates(), "failed"));
  }

  private static TimeSeries calls() {
    return TimeSeries.of(
        Frame.of(
                "Vault 调用 · Calls of Vault",
                "Calls per second that External Secrets makes.",
                Unit.OPERATIONS_PER_SECOND)
            .sized(Size.FULL),
        PromQl.range(Series.of("externalsecret_provider_api_calls_count").sumOfRates(), "calls"));
  }

  private SecurityPage() {}
}
