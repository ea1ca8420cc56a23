package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Manifest;
import java.util.Optional;

/**
 * A field of a custom resource that may change what its operator makes, and of which it is not
 * known here how.
 *
 * @param resource what has the field
 * @param path such as {@code spec.containers[0].image}
 * @param offBy the field that switches this one off, so that it changes nothing as it stands
 */
public record UnfollowedField(Manifest resource, String path, Optional<String> offBy) {}
