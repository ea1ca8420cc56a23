package com.xtrading.platform.manifest;

import java.util.Optional;

/**
 * A file to be, below {@code dist/<env>/}.
 *
 * @param path relative, with {@code /}
 * @param component the component that made it
 * @param object the Kubernetes object in it; empty for files of other tools
 * @param text the whole content
 */
public record OutputFile(String path, String component, Optional<ManifestId> object, String text) {}
