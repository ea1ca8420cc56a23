package com.xtrading.platform.declaration;

/**
 * A store whose data must come back after a loss.
 *
 * @param store the workload that holds the data
 * @param prefix the folder of the backup bucket that is the store's own
 */
public record BackupNeed(String store, String prefix) {}
