package com.xtrading.platform.network;

/** The transport protocols that network policies know. */
public enum Protocol {
  TCP,
  UDP,
  SCTP
}
