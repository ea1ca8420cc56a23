package com.xtrading.platform.policy.rules.monitoring;

import com.xtrading.platform.collection.Ways;
import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/** No log record is lost while its destination is away, or because a pod is replaced. */
public final class RecordsWaitOnDisk implements Rule {

  @Override
  public String statement() {
    return "In config/fluent-bit/fluent-bit.yaml each record that is read comes to an output, and waits on disk until it is sent:"
        + " inputs keep chunks in files and do not pause before the disk is full, no filter hands records on through memory,"
        + " and outputs try again without end, within a limit.";
  }

  @Override
  public String remedy() {
    return "Let records wait on disk, or match their tag in an output.";
  }

  @Override
  public String goodExample() {
    return """
        # config/fluent-bit/fluent-bit.yaml
        service: {storage.path: /var/lib/fluent-bit/storage}
        pipeline:
          inputs:
            - {name: tail, tag: kube.*, db: /var/lib/fluent-bit/positions.db, storage.type: filesystem}
          outputs:
            - {name: http, match: kube.*, retry_limit: no_limits, storage.total_limit_size: 2G}
        """;
  }

  @Override
  public String badExample() {
    return """
        # config/fluent-bit/fluent-bit.yaml
        service: {storage.path: /var/lib/fluent-bit/storage}
        pipeline:
          inputs:
            - {name: tail, tag: kube.*, db: /var/lib/fluent-bit/positions.db, storage.type: filesystem}
          filters:
            - {name: multiline, match: kube.*, multiline.key_content: log, multiline.parser: java}
          outputs:
            - {name: http, match: kube.*, retry_limit: no_limits, storage.total_limit_size: 2G}
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    for (NativeFile file : evidence.files()) {
      if (file.path().equals("config/fluent-bit/fluent-bit.yaml")) {
        Ways.losses(file.path(), file.text())
            .forEach(loss -> findings.add(file.path(), loss.path(), loss.problem(), loss.change()));
      }
    }
    return findings.list();
  }
}
