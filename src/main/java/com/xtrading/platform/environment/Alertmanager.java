package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of alerts. Where exactly is secret: addresses and keys come from Vault, and here
 * stands only what network policies must know.
 */
public record Alertmanager(
    @Describe("Number of pods, which tell each other what was sent.") @Range(min = 1, max = 5)
        int replicas,
    @Describe("Volume of one pod, for silences and for what was sent.") Memory storage,
    @Describe("Processor time and memory of one pod.") Resources resources,
    @Describe("Address ranges behind the incoming webhook of the chat, or of a proxy before it.")
        List<Cidr> chat,
    @Describe(
            "Address ranges of whoever is told that alerting works, and raises the alarm when not.")
        List<Cidr> deadMansSwitch,
    @Describe(
            "Address ranges of PagerDuty, or of a proxy before it; left out where nobody is paged.")
        Optional<List<Cidr>> pages) {}
