package com.xtrading.platform.component;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.declaration.Page;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.Rights;
import com.xtrading.platform.declaration.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What one component has declared so far. */
final class Declared {

  final List<Workload> workloads = new ArrayList<>();
  final List<NodeMetrics> nodes = new ArrayList<>();
  final List<Dashboard> dashboards = new ArrayList<>();
  final List<RecordingRule> recordings = new ArrayList<>();
  final List<Slo> slos = new ArrayList<>();
  final List<BackupNeed> backups = new ArrayList<>();
  final List<Page> pages = new ArrayList<>();
  final List<Rights> rights = new ArrayList<>();
  private final List<Supplier<Optional<AlertRule>>> alerts = new ArrayList<>();

  void add(Workload workload) {
    workloads.add(workload);
    // What it exposes is declared later.
    alerts.add(workload::absence);
  }

  void add(AlertRule alert) {
    alerts.add(() -> Optional.of(alert));
  }

  /** Those of its own, and in the place of each workload that it is there where it must be. */
  List<AlertRule> alerts() {
    return alerts.stream().map(Supplier::get).flatMap(Optional::stream).toList();
  }
}
