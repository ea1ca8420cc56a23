package com.xtrading.platform.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident memory of a process so far, in MiB, as Linux counts it ({@code VmHWM}). */
final class PeakMemory {

  static long ofThisProcess() throws IOException {
    return of(ProcessHandle.current().pid());
  }

  /** The sum over the children that still run, which is the Node.js of jsii. */
  static long ofChildren() throws IOException {
    long sum = 0;
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      sum += of(child.pid());
    }
    return sum;
  }

  private static long of(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      throw new IOException("peak memory can be read on Linux only: there is no " + status);
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  private PeakMemory() {}
}
