package com.xtrading.platform.collection;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows every way of a record from an input to an output, and says where it waits: on disk, it is
 * there after the destination was away and after a restart.
 *
 * <p>What each setting does was measured on Fluent Bit 5.1.1; docs/decisions/0007 has the figures.
 */
public final class Ways {

  private static final String STORAGE = "storage.type";
  private static final String ON_DISK = "filesystem";
  private static final String PAUSES = "storage.pause_on_chunks_overlimit";
  private static final String RETRIES = "retry_limit";
  private static final String LIMIT = "storage.total_limit_size";

  private final AgentConfig config;
  private final List<Loss> losses = new ArrayList<>();

  private Ways(AgentConfig config) {
    this.config = config;
  }

  /**
   * Where records are lost; nothing where each of them waits on disk until it is sent.
   *
   * @param name of the file, for its format
   */
  public static List<Loss> losses(String name, String text) {
    Ways ways = new Ways(AgentConfig.read(name, text));
    ways.follow();
    return List.copyOf(ways.losses);
  }

  private void follow() {
    if (config.inputs().isEmpty()) {
      add("pipeline.inputs", "nothing is read", "add an input, such as tail");
      return;
    }
    if (config.service("storage.path", "").isEmpty()) {
      add(
          "service.storage.path",
          "nothing can wait on disk: no folder for it is given",
          "set storage.path to a folder that outlives the pod");
    }
    config.inputs().forEach(this::read);
    config.filters().forEach(this::pass);
    config.outputs().forEach(this::send);
  }

  private void read(Step input) {
    String tag = input.text("tag", input.name() + ".0");
    if (config.outputs().stream().noneMatch(output -> output.takes(tag))) {
      add(
          input.at("tag"),
          "records of %s with the tag %s come to no output".formatted(input.called(), tag),
          "match the tag in an output");
    }
    if (!storage(input).equals(ON_DISK)) {
      add(
          input.at(STORAGE),
          "records of %s wait in memory, and are gone with the process".formatted(input.called()),
          "set %s to %s".formatted(STORAGE, ON_DISK));
    } else if (input.isOn(PAUSES, false)) {
      add(
          input.at(PAUSES),
          ("%s pauses when storage.max_chunks_up chunks (%s) are held in memory, whatever room the disk has;"
                  + " what is rotated away meanwhile is lost")
              .formatted(input.called(), config.service("storage.max_chunks_up", "128")),
          "set it to false: what does not fit in memory waits on disk");
    }
    if (input.name().equals("tail") && input.text("db", "").isEmpty()) {
      add(
          input.at("db"),
          "a restart forgets how far %s has read".formatted(input.called()),
          "set db to a file that outlives the pod");
    }
  }

  /** Its own type, or that of the service where inputs inherit it. */
  private String storage(Step input) {
    boolean inherits = new Step("service", config.service()).isOn("storage.inherit", false);
    return input.text(STORAGE, inherits ? config.service(STORAGE, "memory") : "memory");
  }

  private void pass(Step filter) {
    if (config.inputs().stream()
        .noneMatch(input -> filter.takes(input.text("tag", input.name() + ".0")))) {
      add(
          filter.at("match"),
          "%s sees nothing: no input has such a tag".formatted(filter.called()),
          "match the tag of an input");
    }
    if (filter.name().equals("multiline") && filter.isOn("buffer", true)) {
      add(
          filter.at("buffer"),
          ("%s hands each record to a second input, which drops those that it has no room for while the destination"
                  + " is away: in memory beyond emitter_mem_buf_limit, and some on disk too")
              .formatted(filter.called()),
          "set buffer to false, and buffer_chunk_size of the input so that what belongs together is read at once");
    }
    if (filter.name().equals("rewrite_tag")) {
      add(
          filter.at("name"),
          "%s hands records to a second input under other tags, which are not followed"
              .formatted(filter.called()),
          "give the input the tag that outputs match");
    }
  }

  private void send(Step output) {
    if (config.inputs().stream()
        .noneMatch(input -> output.takes(input.text("tag", input.name() + ".0")))) {
      add(
          output.at("match"),
          "nothing comes to %s: no input has such a tag".formatted(output.called()),
          "match the tag of an input");
    }
    String retries = output.text(RETRIES, "1");
    if (!retries.equalsIgnoreCase("no_limits") && !retries.equalsIgnoreCase("false")) {
      add(
          output.at(RETRIES),
          "%s gives records up once sending them has failed again as often as retry_limit says (%s)"
              .formatted(output.called(), retries),
          "set retry_limit to no_limits");
    }
    if (output.text(LIMIT, "").isEmpty()) {
      add(
          output.at(LIMIT),
          "what waits for %s may fill the disk of the node".formatted(output.called()),
          "set " + LIMIT);
    }
  }

  private void add(String path, String problem, String change) {
    losses.add(new Loss(path, problem, change));
  }
}
