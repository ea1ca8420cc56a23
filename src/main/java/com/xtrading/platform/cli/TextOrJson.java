package com.xtrading.platform.cli;

/** How a command writes its results: for people, or for programs. */
enum TextOrJson {
  text,
  json
}
