package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.FilePath;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What volumes of the cluster are made of, and which storage class each use takes. */
public record Storage(
    @Describe("Storage class of databases and other single writers.") StorageClass block,
    @Describe("Storage class of files that several pods share; left out where there are none.")
        Optional<StorageClass> shared,
    @Describe("What becomes of a volume when its claim is deleted.") Reclaim reclaim,
    @Describe("Folders of the nodes as volumes; left out where there are none.")
        Optional<Local> local,
    @Describe("A Ceph cluster outside of this one; left out where there is none.")
        Optional<Ceph> ceph,
    @Describe("A file server; left out where there is none.") Optional<Nfs> nfs) {

  /** Storage classes that the platform draws, by what their volumes are made of. */
  public enum StorageClass {
    /** A folder of a node: bound to it, and never larger than at first. */
    LOCAL_PATH("local"),
    /** A RADOS block device. */
    CEPH_BLOCK("ceph"),
    /** A folder of CephFS. */
    CEPH_FILESYSTEM("ceph"),
    /** A folder of a file server. */
    NFS("nfs");

    private final String section;

    StorageClass(String section) {
      this.section = section;
    }

    boolean canBeShared() {
      return this == CEPH_FILESYSTEM || this == NFS;
    }

    /** The name of the StorageClass, as it is written in environment files. */
    public String className() {
      return WrittenEnum.of(this);
    }
  }

  /** What becomes of a volume when its claim is deleted. */
  public enum Reclaim {
    /** It goes too. */
    DELETE,
    /** It stays until a person deletes it. */
    RETAIN
  }

  /** Folders of the nodes. */
  public record Local(@Describe("Folder of each node in which volumes are made.") FilePath path) {}

  /** A Ceph cluster that somebody else runs. */
  public record Ceph(
      @Describe("Addresses of its monitors.") List<SocketAddress> monitors,
      @Describe("Address ranges of all its servers.") List<Cidr> cidrs,
      @Describe("Pool for block devices.") KubernetesName pool,
      @Describe("Name of the CephFS file system; left out where no files are shared.")
          Optional<KubernetesName> filesystem) {

    /** Ports of a monitor: messenger version 1 and 2 (Ceph, network configuration reference). */
    private static final Set<Integer> MONITOR_PORTS = Set.of(6789, 3300);

    public Ceph {
      for (SocketAddress monitor : monitors) {
        if (!MONITOR_PORTS.contains(monitor.port())) {
          throw new InvalidValue(
              "monitors: %s is not at a port of a monitor".formatted(monitor),
              "port 6789 or 3300",
              "write the port at which it listens");
        }
        if (cidrs.stream().noneMatch(range -> range.contains(monitor.host()))) {
          throw new InvalidValue(
              "monitors: %s is outside of cidrs %s, and network policies would not let anybody there"
                  .formatted(monitor, cidrs),
              "addresses inside cidrs",
              "add its range to cidrs");
        }
      }
    }
  }

  /** A file server. */
  public record Nfs(
      @Describe("Name of the server.") DnsName server,
      @Describe("Folder that it exports.") FilePath share) {}

  public Storage {
    if (block == StorageClass.NFS) {
      throw new InvalidValue(
          "block nfs: databases lose data on a file server that answers before it has written",
          "a class of block devices",
          "use ceph-block or local-path");
    }
    if (block == StorageClass.CEPH_FILESYSTEM) {
      throw new InvalidValue(
          "block ceph-filesystem: a file system over the network is for files that pods share",
          "a class of block devices",
          "use ceph-block or local-path");
    }
    if (shared.isPresent() && !shared.get().canBeShared()) {
      throw new InvalidValue(
          "shared %s: its volumes are for one node at a time".formatted(shared.get().className()),
          "ceph-filesystem or nfs",
          "choose one of them, or leave it out");
    }
    requireThere("block", block, local.isPresent(), ceph.isPresent(), nfs.isPresent());
    shared.ifPresent(
        chosen ->
            requireThere("shared", chosen, local.isPresent(), ceph.isPresent(), nfs.isPresent()));
    if (shared.equals(Optional.of(StorageClass.CEPH_FILESYSTEM))
        && ceph.flatMap(Ceph::filesystem).isEmpty()) {
      throw new InvalidValue(
          "shared ceph-filesystem: ceph names no filesystem",
          "a class whose volumes can be made",
          "add ceph.filesystem, or choose another class");
    }
  }

  private static void requireThere(
      String key, StorageClass chosen, boolean local, boolean ceph, boolean nfs) {
    boolean there =
        switch (chosen) {
          case LOCAL_PATH -> local;
          case CEPH_BLOCK, CEPH_FILESYSTEM -> ceph;
          case NFS -> nfs;
        };
    if (!there) {
      throw new InvalidValue(
          "%s %s: this environment does not have the storage class"
              .formatted(key, chosen.className()),
          "a class whose section is there",
          "add the section %s, or choose another class".formatted(chosen.section));
    }
  }
}
