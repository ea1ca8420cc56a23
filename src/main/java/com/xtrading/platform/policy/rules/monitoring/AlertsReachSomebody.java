package com.xtrading.platform.policy.rules.monitoring;

import com.xtrading.platform.alerting.AlertmanagerConfig;
import com.xtrading.platform.alerting.ConfigFile;
import com.xtrading.platform.alerting.ConfigLint;
import com.xtrading.platform.alerting.ConfigProblem;
import com.xtrading.platform.alerting.Notice;
import com.xtrading.platform.alerting.Receiver;
import com.xtrading.platform.alerting.Routing;
import com.xtrading.platform.coverage.WatchedExpression;
import com.xtrading.platform.coverage.WatchedExpression.Use;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whoever must act is told, and the tree that says so means what it says. */
public final class AlertsReachSomebody implements Rule {

  /** Any moment: of a notice that is quiet now, somebody is told later. */
  private static final Instant MOMENT = Instant.EPOCH;

  private static final Set<String> URGENT = Set.of("critical", "warning");

  @Override
  public String statement() {
    return "Alertmanager accepts config/alertmanager/alertmanager.yaml; each receiver in it is there and used, each route can be"
        + " reached, each time interval holds at some time, no address holds a secret; and every alert of severity critical"
        + " or warning leads to a receiver that tells somebody.";
  }

  @Override
  public String remedy() {
    return "Correct the tree, or add a route for the labels of the alert.";
  }

  @Override
  public String goodExample() {
    return """
        # config/alertmanager/alertmanager.yaml
        route: {receiver: chat}
        receivers:
          - name: chat
            slack_configs: [{api_url_file: /etc/alertmanager/secrets/chat/url, channel: ops}]
        """;
  }

  @Override
  public String badExample() {
    return """
        # config/alertmanager/alertmanager.yaml
        route: {receiver: somebody}
        receivers:
          - name: nobody
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    for (NativeFile file : evidence.files()) {
      if (file.path().equals("config/alertmanager/alertmanager.yaml")) {
        ConfigFile read = ConfigFile.read(file.path(), file.text());
        read.refusals().forEach(problem -> add(findings, file, problem));
        read.config()
            .ifPresent(
                config -> {
                  ConfigLint.of(config).forEach(problem -> add(findings, file, problem));
                  reached(config, evidence, findings);
                });
      }
    }
    return findings.list();
  }

  private static void add(Findings findings, NativeFile file, ConfigProblem problem) {
    findings.add(file.path(), problem.path(), problem.problem(), problem.change());
  }

  private static void reached(AlertmanagerConfig config, Evidence evidence, Findings findings) {
    Set<String> telling =
        config.receivers().stream()
            .filter(receiver -> !receiver.integrations().isEmpty())
            .map(Receiver::name)
            .collect(Collectors.toSet());
    Routing routing = Routing.of(config);
    for (WatchedExpression alert : evidence.coverage().expressions()) {
      Map<String, String> labels = new TreeMap<>(alert.given());
      labels.put("alertname", alert.name());
      if (alert.use() == Use.ALERT
          && URGENT.contains(labels.getOrDefault("severity", ""))
          && routing.of(labels, MOMENT).stream()
              .map(Notice::receiver)
              .noneMatch(telling::contains)) {
        findings.add(
            alert.object(),
            alert.path(),
            "nobody is told of %s with %s".formatted(alert.name(), labels),
            "add a route for it to config/alertmanager/alertmanager.yaml");
      }
    }
  }
}
