package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.Port;
import java.util.List;

/** A question that the kubelet asks a container. */
public sealed interface ProbeHandler {

  /**
   * An HTTP request that is answered with a status below 400.
   *
   * @param tls whether the port speaks TLS; the kubelet does not look at the certificate
   */
  record Http(Port port, String path, boolean tls) implements ProbeHandler {}

  /** A connection that is accepted. */
  record Connection(Port port) implements ProbeHandler {}

  /** A command in the container that ends with 0. */
  record Command(List<String> words) implements ProbeHandler {
    public Command {
      words = List.copyOf(words);
    }
  }
}
