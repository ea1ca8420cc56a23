package com.xtrading.platform.environment;

import com.xtrading.platform.model.Days;
import com.xtrading.platform.model.InvalidValue;
import java.util.Optional;

/** Backup of the stores to S3. */
public record Backup(
    @Describe("How often a backup is taken.") Mode mode,
    @Describe("Name of the S3 bucket; unique in the world.") BucketName bucket,
    @Describe("AWS region of the bucket.") Region region,
    @Describe("AWS region of the second copy; left out where there is none.")
        Optional<Region> replicaRegion,
    @Describe("Days for which a backup can be restored.") Days retention) {

  public Backup {
    if (replicaRegion.isPresent() && replicaRegion.get().equals(region)) {
      throw new InvalidValue(
          "replicaRegion and region are both %s".formatted(region),
          "two different regions",
          "choose another replicaRegion");
    }
    if (mode == Mode.CONTINUOUS && replicaRegion.isEmpty()) {
      throw new InvalidValue(
          "mode continuous has no replicaRegion",
          "a second region",
          "add replicaRegion, or use mode: daily");
    }
  }

  /** How much can be lost at the most. */
  public enum Mode {
    /** One backup a day. */
    DAILY,
    /** One backup a day and the write-ahead log in between, copied to a second region. */
    CONTINUOUS
  }

  /**
   * The name of an S3 bucket (Amazon S3 User Guide, bucket naming rules).
   *
   * @param value 3 to 63 of a-z, 0-9 and -
   */
  public record BucketName(String value) {
    public BucketName {
      if (!value.matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
          || value.startsWith("xn--")
          || value.endsWith("-s3alias")) {
        throw new InvalidValue(
            "\"%s\" is not a bucket name".formatted(value),
            "3 to 63 of a-z, 0-9 and -",
            "use lower case letters, digits and -");
      }
    }

    public static BucketName parse(String text) {
      return new BucketName(text);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * An AWS region.
   *
   * @param value such as {@code eu-west-1}
   */
  public record Region(String value) {
    public Region {
      if (!value.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
        throw new InvalidValue(
            "\"%s\" is not an AWS region".formatted(value),
            "a code such as eu-west-1",
            "look it up");
      }
    }

    public static Region parse(String text) {
      return new Region(text);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
