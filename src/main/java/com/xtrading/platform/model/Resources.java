package com.xtrading.platform.model;

/**
 * Processor time and memory of one container or pod.
 *
 * @param cpu processor time
 * @param memory working memory
 */
public record Resources(Cpu cpu, Memory memory) {

  public Resources plus(Resources other) {
    return new Resources(cpu.plus(other.cpu), memory.plus(other.memory));
  }

  public Resources times(long factor) {
    return new Resources(cpu.times(factor), memory.times(factor));
  }

  /** The same memory with more processor time, for limits that leave room for a burst. */
  public Resources withCpuTimes(long factor) {
    return new Resources(cpu.times(factor), memory);
  }

  /** Whether both amounts are at most those of the other. */
  public boolean fitsInto(Resources other) {
    return cpu.compareTo(other.cpu) <= 0 && memory.compareTo(other.memory) <= 0;
  }

  @Override
  public String toString() {
    return "%s CPU, %s memory".formatted(cpu, memory);
  }
}
