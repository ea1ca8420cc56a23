package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.Dashboard;
import com.xtrading.platform.declaration.Page;
import com.xtrading.platform.declaration.Rights;
import java.util.ArrayList;
import java.util.List;

/** What one component has declared so far. */
final class Declared {

  final List<Workload> workloads = new ArrayList<>();
  final List<AlertRule> alerts = new ArrayList<>();
  final List<Dashboard> dashboards = new ArrayList<>();
  final List<BackupNeed> backups = new ArrayList<>();
  final List<Page> pages = new ArrayList<>();
  final List<Rights> rights = new ArrayList<>();
}
