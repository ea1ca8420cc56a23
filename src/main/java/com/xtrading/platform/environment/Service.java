package com.xtrading.platform.environment;

import com.xtrading.platform.credential.CredentialText;
import com.xtrading.platform.environment.ServiceSize.Replicas;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Resources;
import java.util.Optional;
import java.util.SortedMap;

/** What one environment says of a service. */
public record Service(
    @Describe("Number of pods; a range is scaled by load.") Replicas replicas,
    @Describe("What the scheduler sets aside for one pod.") Resources requests,
    @Describe("What one pod can use at most.") Resources limits,
    @Describe("Variables of its own, beside those that the platform gives it (default: none).")
        Optional<SortedMap<SettingName, String>> settings) {

  public Service {
    new ServiceSize(replicas, requests, limits); // what a size checks
    settings.ifPresent(
        given ->
            given.forEach(
                (name, value) ->
                    CredentialText.problemOf(value, name.value())
                        .ifPresent(
                            unused -> {
                              throw new InvalidValue(
                                  "settings: the value of %s may be a credential".formatted(name),
                                  "settings that everybody may read",
                                  "keep it in Vault");
                            })));
  }

  /** How many pods it has and how large they are. */
  public ServiceSize size() {
    return new ServiceSize(replicas, requests, limits);
  }
}
