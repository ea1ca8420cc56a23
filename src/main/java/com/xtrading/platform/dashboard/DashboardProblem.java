package com.xtrading.platform.dashboard;

/**
 * What is wrong with pages that are right one by one.
 *
 * @param uid of the page
 * @param problem what is wrong, naming the value
 * @param change what to do about it
 */
public record DashboardProblem(String uid, String problem, String change) {

  @Override
  public String toString() {
    return "page %s: %s; %s".formatted(uid, problem, change);
  }
}
