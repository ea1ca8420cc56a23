/** Reads environment files into the records, and writes their JSON Schema. */
package com.xtrading.platform.environment.file;
